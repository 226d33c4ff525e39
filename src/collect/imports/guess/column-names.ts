/**
 * What columns are called, by field: English, Turkish, Arabic and the names of known tools, in
 * lower case with single blanks. The first names are the surest.
 */
export const COLUMN_NAMES: Readonly<Record<string, readonly string[]>> = {
  order_id:
    "order id|order number|order no|order #|order|invoice no|invoice number|invoiceno|invoice|receipt|receipt number|transaction id|sipariş no|sipariş numarası|siparis no|sipariş id|sipariş|fatura no|fiş no|رقم الطلب|رقم الفاتورة|الطلب".split(
      "|",
    ),
  date: "order date|invoice date|invoicedate|created at|created|date|order time|timestamp|time|purchase date|event time|paid at|sipariş tarihi|siparis tarihi|fatura tarihi|tarih|zaman|تاريخ الطلب|تاريخ الفاتورة|التاريخ|تاريخ|الوقت".split(
    "|",
  ),
  quantity: "quantity|qty|lineitem quantity|units|item quantity|count|adet|miktar|الكمية|كمية".split("|"),
  price:
    "unit price|unitprice|price|lineitem price|item price|item cost|birim fiyat|birim fiyatı|fiyat|سعر الوحدة|السعر".split(
      "|",
    ),
  line_total: "line total|line amount|item total|amount|satır tutarı|tutar|المبلغ".split("|"),
  product_id:
    "product id|stock code|stockcode|item id|article number|item code|product code|ürün kodu|urun kodu|stok kodu|ürün id|رمز المنتج|رقم المنتج".split(
      "|",
    ),
  sku: "sku|lineitem sku|item sku|barcode|barkod|stok no".split("|"),
  product_name:
    "product name|description|product|lineitem name|item name|item|title|ürün adı|ürün|urun adi|açıklama|اسم المنتج|المنتج|الوصف".split(
      "|",
    ),
  category: "category|product category|product type|department|kategori|ürün kategorisi|الفئة|التصنيف".split(
    "|",
  ),
  line_discount: "lineitem discount|line discount|item discount|satır indirimi".split("|"),
  customer_id:
    "customer id|customerid|customer number|customer no|customer|user id|userid|client id|member id|müşteri no|müşteri id|müşteri numarası|musteri no|müşteri kodu|müşteri|رقم العميل|العميل|معرف العميل".split(
      "|",
    ),
  anonymous_id: "anonymous id|anonymousid|visitor id|cookie id|client uuid".split("|"),
  email:
    "email|e mail|email address|customer email|billing email|email (billing)|e posta|eposta|mail|e posta adresi|البريد الإلكتروني|البريد الالكتروني|البريد|الايميل".split(
      "|",
    ),
  phone:
    "phone|phone number|telephone|mobile|gsm|billing phone|phone (billing)|telefon|telefon no|cep telefonu|cep|الهاتف|رقم الهاتف|الجوال|رقم الجوال".split(
      "|",
    ),
  name: "name|full name|customer name|billing name|fullname|ad soyad|adı soyadı|isim|müşteri adı|الاسم|اسم العميل|الاسم الكامل".split(
    "|",
  ),
  first_name:
    "first name|firstname|given name|first name (billing)|billing first name|ad|adı|الاسم الأول".split("|"),
  last_name:
    "last name|lastname|surname|family name|last name (billing)|billing last name|soyad|soyadı|اسم العائلة|اللقب".split(
      "|",
    ),
  gender: "gender|sex|cinsiyet|الجنس".split("|"),
  birthday: "birthday|date of birth|birth date|dob|doğum tarihi|dogum tarihi|تاريخ الميلاد".split("|"),
  company: "company|billing company|default address company|şirket|firma|الشركة".split("|"),
  country:
    "country|billing country|country code|country code (billing)|shipping country|default address country code|ülke|ulke|الدولة|البلد".split(
      "|",
    ),
  city: "city|billing city|city (billing)|default address city|town|şehir|sehir|il|المدينة".split("|"),
  state: "state|province|region|billing province|default address province code|bölge|المنطقة".split("|"),
  street: "address|street|address1|billing address1|default address address1|adres|العنوان".split("|"),
  postal_code:
    "zip|postal code|postcode|zip code|billing zip|default address zip|posta kodu|الرمز البريدي".split("|"),
  status:
    "status|order status|financial status|payment status|state of order|durum|sipariş durumu|الحالة|حالة الطلب".split(
      "|",
    ),
  currency: "currency|currency code|order currency|para birimi|döviz|العملة".split("|"),
  total:
    "total|order total|order total amount|grand total|total price|amount|net sales|gross sales|revenue|toplam|genel toplam|sipariş tutarı|tutar|المجموع|الإجمالي|الاجمالي|المبلغ".split(
      "|",
    ),
  subtotal: "subtotal|order subtotal|order subtotal amount|goods total|ara toplam|المجموع الفرعي".split("|"),
  discount:
    "discount|discount amount|order discount|cart discount amount|total discount|indirim|indirim tutarı|الخصم|خصم".split(
      "|",
    ),
  shipping:
    "shipping|shipping amount|order shipping amount|shipping cost|shipping price|delivery|kargo|kargo ücreti|الشحن|تكلفة الشحن".split(
      "|",
    ),
  tax: "tax|taxes|order total tax amount|total tax|vat|kdv|vergi|الضريبة".split("|"),
  coupon: "coupon|coupon code|discount code|coupon(s)|voucher|kupon|kupon kodu|كود الخصم|القسيمة".split("|"),
  refunded:
    "refunded amount|amount refunded|order refund amount|refund amount|refund|iade tutarı|iade|المبلغ المسترد".split(
      "|",
    ),
  refund_date: "refunded at|refund date|iade tarihi|تاريخ الاسترداد".split("|"),
  cancelled_at: "cancelled at|canceled at|cancelled on|iptal tarihi|تاريخ الإلغاء".split("|"),
  updated_at: "updated at|last modified|modified|last updated|güncelleme tarihi|تاريخ التحديث".split("|"),
  created_at:
    "created at|created|signup date|registered|registration date|customer since|kayıt tarihi|تاريخ التسجيل".split(
      "|",
    ),
  payment_method: "payment method|payment method title|payment type|ödeme yöntemi|طريقة الدفع".split("|"),
  test: "test|is test".split("|"),
  event: "event|event name|event type|action|activity|olay|etkinlik|الحدث".split("|"),
  message_id: "message id|messageid|event id|olay no".split("|"),
  properties: "properties|event properties|params|payload".split("|"),
  channel: "channel|consent type|purpose|type|kanal|izin türü|القناة".split("|"),
  consent:
    "consent|consent status|opted in|opt in|subscribed|agreed|granted|izin|onay|izin durumu|الموافقة".split(
      "|",
    ),
  consent_email:
    "accepts email marketing|accepts marketing|email consent|email opt in|newsletter|e posta izni|bülten|الموافقة على البريد".split(
      "|",
    ),
  consent_sms: "accepts sms marketing|sms consent|sms opt in|sms izni|الموافقة على الرسائل".split("|"),
};

/** A column's name as {@link COLUMN_NAMES} writes it: "Order_ID" and "orderId" become "order id". */
export function plainName(name: string): string {
  return name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replaceAll("İ", "i")
    .toLowerCase()
    .replaceAll(/[\s_.:/-]+/g, " ")
    .trim();
}
