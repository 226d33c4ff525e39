/** Words of shop systems for an order's state; a beginning that the mapping can change. */
export const STATE_WORDS = {
  paidStates:
    "paid|completed|complete|processing|succeeded|success|shipped|delivered|fulfilled|closed|partially refunded|ödendi|tamamlandı|teslim edildi|kargoda|hazırlanıyor|مدفوع|مكتمل|تم التسليم|تم الشحن".split(
      "|",
    ),
  pendingStates:
    "pending|pending payment|authorized|on hold|partially paid|unpaid|requires capture|requires action|requires confirmation|requires payment method|uncaptured|incomplete|draft|checkout draft|beklemede|ödeme bekliyor|قيد الانتظار|غير مدفوع".split(
      "|",
    ),
  voidStates: "voided|void|failed|expired|blocked|declined|başarısız|فشل".split("|"),
  cancelledStates: "cancelled|canceled|trash|iptal|iptal edildi|ملغي|ملغى".split("|"),
  refundedStates: "refunded|returned|iade|iade edildi|مسترد|مرتجع".split("|"),
};
