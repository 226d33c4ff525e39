/** Names of months as exports write them, English and Turkish, whole or their first three letters. */
const NAMES = [
  ["january", "ocak", "يناير", "كانون الثاني"],
  ["february", "şubat", "subat", "فبراير", "شباط"],
  ["march", "mart", "مارس", "آذار"],
  ["april", "nisan", "أبريل", "ابريل", "نيسان"],
  ["may", "mayıs", "mayis", "مايو", "أيار"],
  ["june", "haziran", "يونيو", "حزيران"],
  ["july", "temmuz", "يوليو", "تموز"],
  ["august", "ağustos", "agustos", "أغسطس", "آب"],
  ["september", "eylül", "eylul", "سبتمبر", "أيلول"],
  ["october", "ekim", "أكتوبر", "تشرين الأول"],
  ["november", "kasım", "kasim", "نوفمبر", "تشرين الثاني"],
  ["december", "aralık", "aralik", "ديسمبر", "كانون الأول"],
];

const MONTHS = new Map<string, number>();
for (const [index, names] of NAMES.entries()) {
  for (const name of names) {
    MONTHS.set(name, index + 1);
    if (/^[a-zşğıüöç]/.test(name)) MONTHS.set(name.slice(0, 3), index + 1);
  }
}
MONTHS.set("sept", 9);

/** The month of a name, 1 to 12; null where it is none. */
export function monthOf(name: string): number | null {
  const plain = name.replaceAll("İ", "i").toLowerCase().replace(/\.$/, "");
  return MONTHS.get(plain) ?? null;
}
