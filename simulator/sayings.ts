import type { Shopper } from "./habits.ts";

/** What a kind of shopper says about a matter, in the three languages of the shop. */
type InLanguages = Readonly<Record<"tr" | "ar" | "en", readonly string[]>>;

/** What a kind looks for, is bothered by, praises, and answers to why they buy. */
export type Sayings = Readonly<Record<"searches" | "troubles" | "praises" | "answers", InLanguages>>;

/** What all kinds search, now and then. */
export const USUAL_SEARCHES: InLanguages = {
  tr: ["kahve", "çay", "hediye", "fincan"],
  ar: ["قهوة", "شاي", "هدية", "فنجان"],
  en: ["coffee", "tea", "gift", "cup"],
};

/** What all kinds write to support about, now and then. */
export const USUAL_TROUBLES: InLanguages = {
  tr: ["Kargo gecikti, siparişim nerede?", "Sipariş numaram 48213, paket ezik geldi."],
  ar: ["تأخر الشحن، أين طلبي؟", "وصلت العلبة مكسورة، رقم الطلب 48213."],
  en: ["The delivery is late, where is my order?", "Order 48213 arrived in a dented box."],
};

/** The question of the survey. */
export const QUESTION: Readonly<Record<"tr" | "ar" | "en", string>> = {
  tr: "Neden bizden alıyorsunuz?",
  ar: "لماذا تشتري من متجرنا؟",
  en: "Why do you buy from us?",
};

/** What each kind says most of the time. */
export const SAYINGS: Readonly<Record<Shopper, Sayings>> = {
  evening_phone: {
    searches: { tr: ["nane çayı", "rize çayı"], ar: ["شاي نعناع", "شاي أخضر"], en: ["mint tea", "sencha"] },
    troubles: {
      tr: ["Uygulama ödeme ekranında donuyor.", "Telefonda ödeme sayfası açılmıyor."],
      ar: ["التطبيق يتوقف عند الدفع.", "صفحة الدفع لا تفتح على الهاتف."],
      en: ["The app freezes at payment.", "The payment page does not load on my phone."],
    },
    praises: {
      tr: ["Akşamları içmesi çok rahatlatıcı."],
      ar: ["مريح في المساء، رائحته جميلة."],
      en: ["Relaxing in the evening, lovely aroma."],
    },
    answers: { tr: ["akşam keyfi için"], ar: ["للراحة في المساء"], en: ["to unwind at night"] },
  },
  bargain_hunter: {
    searches: { tr: ["indirim kodu", "kampanya"], ar: ["كود خصم", "عروض"], en: ["discount code", "sale"] },
    troubles: {
      tr: ["İndirim kodum sepette geçersiz.", "Kupon sepette çalışmıyor."],
      ar: ["كود الخصم لا يعمل.", "القسيمة غير صالحة في السلة."],
      en: ["My discount code is not valid.", "The coupon does not work in the cart."],
    },
    praises: {
      tr: ["Fiyatına göre harika, kampanyada aldım."],
      ar: ["السعر ممتاز، اشتريته في العروض."],
      en: ["Great price, bought it on sale."],
    },
    answers: { tr: ["uygun fiyat"], ar: ["السعر المناسب"], en: ["good prices"] },
  },
  gift_giver: {
    searches: {
      tr: ["hediye kutusu", "doğum günü"],
      ar: ["صندوق هدايا", "عيد ميلاد"],
      en: ["gift box", "birthday"],
    },
    troubles: {
      tr: ["Hediye paketi yırtılmış geldi.", "Doğum gününe yetişmedi, hediye paketi de yoktu."],
      ar: ["تغليف الهدية ممزق.", "لم تصل الهدية قبل عيد الميلاد."],
      en: ["The gift wrapping was torn.", "The gift missed the birthday."],
    },
    praises: {
      tr: ["Hediye olarak çok beğenildi."],
      ar: ["هدية رائعة، أعجبت الجميع."],
      en: ["A lovely gift, everybody was happy."],
    },
    answers: { tr: ["hediye almak için"], ar: ["لشراء الهدايا"], en: ["for gifts"] },
  },
  enthusiast: {
    searches: {
      tr: ["değirmen", "demleme seti"],
      ar: ["مطحنة", "أدوات تحضير"],
      en: ["burr grinder", "pour over"],
    },
    troubles: {
      tr: ["Değirmenin öğütme ayarı tutmuyor.", "Makinenin basıncı düşük."],
      ar: ["ضبط المطحنة لا يثبت.", "ضغط الآلة ضعيف."],
      en: ["The grinder does not hold its setting.", "The machine has too little pressure."],
    },
    praises: {
      tr: ["Öğütme ayarı hassas, demleme dengeli."],
      ar: ["طحن متساوٍ وتحضير متوازن."],
      en: ["Even grind, balanced extraction."],
    },
    answers: { tr: ["kaliteli ekipman"], ar: ["جودة الأدوات"], en: ["quality equipment"] },
  },
  counter_regular: {
    searches: {
      tr: ["çalışma saatleri", "taze kavrum"],
      ar: ["ساعات العمل", "قهوة طازجة"],
      en: ["opening hours", "fresh roast"],
    },
    troubles: {
      tr: ["Sabahları kasada kuyruk çok uzun.", "Kasada kartım okunmadı."],
      ar: ["الطابور طويل في الصباح.", "لم تعمل بطاقتي عند الصندوق."],
      en: ["The queue at the till is too long in the morning.", "My card was not read at the till."],
    },
    praises: {
      tr: ["Taze kavrulmuş, her sabah alıyorum."],
      ar: ["محمصة طازجة، أشتريها كل صباح."],
      en: ["Freshly roasted, I take it every morning."],
    },
    answers: { tr: ["işe yakın"], ar: ["قريب من العمل"], en: ["close to work"] },
  },
};
