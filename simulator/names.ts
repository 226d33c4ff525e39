/** How people of a language are called: as written, and as it stands in an e-mail address. */
type NamePool = {
  readonly language: string;
  readonly countries: readonly string[];
  readonly given: readonly (readonly [string, string])[];
  readonly family: readonly (readonly [string, string])[];
  /** A valid mobile number for each index below ten million. */
  readonly phone: (index: number) => string;
};

/** A number below ten million, far from those of the indexes beside it, so that one mistyped is nobody's. */
export function scattered(index: number): number {
  return ((index % NUMBERS) * 7_368_787) % NUMBERS;
}

function padded(index: number, digits: number): string {
  return String(scattered(index)).padStart(digits, "0");
}

const NUMBERS = 10_000_000;

const TURKISH: NamePool = {
  language: "tr-TR",
  countries: ["TR"],
  given: [
    ["Ayşe", "ayse"],
    ["Elif", "elif"],
    ["Gülşah", "gulsah"],
    ["İpek", "ipek"],
    ["Zeynep", "zeynep"],
    ["Şule", "sule"],
    ["Mehmet", "mehmet"],
    ["Çağrı", "cagri"],
    ["Oğuz", "oguz"],
    ["Işık", "isik"],
    ["Ömer", "omer"],
    ["Yiğit", "yigit"],
  ],
  family: [
    ["Yılmaz", "yilmaz"],
    ["Kaya", "kaya"],
    ["Şahin", "sahin"],
    ["Çelik", "celik"],
    ["Öztürk", "ozturk"],
    ["Aydın", "aydin"],
    ["Doğan", "dogan"],
    ["Kılıç", "kilic"],
    ["Güneş", "gunes"],
    ["Erdoğdu", "erdogdu"],
  ],
  phone: (index) => `+9053${padded(index, 8)}`,
};

const ARABIC: NamePool = {
  language: "ar-SA",
  countries: ["SA", "AE", "EG"],
  given: [
    ["فاطمة", "fatima"],
    ["مريم", "maryam"],
    ["نورة", "noura"],
    ["ليلى", "layla"],
    ["سارة", "sara"],
    ["محمد", "mohammed"],
    ["أحمد", "ahmad"],
    ["خالد", "khalid"],
    ["يوسف", "yousef"],
    ["عمر", "omar"],
  ],
  family: [
    ["الحربي", "alharbi"],
    ["العتيبي", "alotaibi"],
    ["حسن", "hassan"],
    ["الشمري", "alshammari"],
    ["إبراهيم", "ibrahim"],
    ["المنصوري", "almansouri"],
    ["القحطاني", "alqahtani"],
    ["عبد الله", "abdullah"],
  ],
  phone: (index) => `+96655${padded(index, 7)}`,
};

const ENGLISH: NamePool = {
  language: "en-GB",
  countries: ["GB", "GB", "IE"],
  given: [
    ["Olivia", "olivia"],
    ["Grace", "grace"],
    ["Siobhán", "siobhan"],
    ["Zoë", "zoe"],
    ["Chloe", "chloe"],
    ["George", "george"],
    ["Harry", "harry"],
    ["Noah", "noah"],
    ["Thomas", "thomas"],
    ["Seán", "sean"],
  ],
  family: [
    ["Smith", "smith"],
    ["O'Connor", "oconnor"],
    ["Taylor", "taylor"],
    ["Evans", "evans"],
    ["Walker", "walker"],
    ["Wright", "wright"],
    ["Patel", "patel"],
    ["Khan-Reid", "khanreid"],
  ],
  phone: (index) => `+4474${padded(index, 8)}`,
};

/** The shop's customers by language; Turkish ones are the most. */
export const NAME_POOLS: readonly NamePool[] = [TURKISH, TURKISH, ENGLISH, ARABIC];
