/** Customers whom a till and a web shop know under numbers of their own: nothing but likeness ties the two. */

const GIVEN = ["Ayşe", "Robert", "Fatma", "Chloé", "Omar", "Ingrid", "Łukasz", "Sara", "Deniz", "Mehmet"];
const FAMILY = [
  "Öztürk",
  "Miller",
  "Kaya",
  "Dubois",
  "Haddad",
  "Larsen",
  "Nowak",
  "Cohen",
  "Yılmaz",
  "Rossi",
];
const CITIES = ["İzmir", "Leeds", "Lyon", "Bergen", "Kraków"];

const two = (value: number) => String(value).padStart(2, "0");

/** What both shops know of customer number `index`; the till writes it down less well. */
export function twin(index: number): { readonly web: object; readonly till: object } {
  const [given = "", family = ""] = [GIVEN[index % 10], FAMILY[Math.floor(index / 10) % 10]];
  const birthday = `${1950 + (index % 47)}-${two(1 + (index % 12))}-${two(10 + (index % 18))}`;
  const address = {
    street: `${1 + (index % 90)} ${FAMILY[(index * 7) % 10]} Street`,
    city: CITIES[index % 5] ?? "",
    postalCode: `${10_000 + index * 37}`,
  };
  const web = { firstName: given, lastName: family, birthday, address };
  return { web, till: { name: `${given} ${family}`.toUpperCase(), ...lessWell(index, birthday, address) } };
}

/** Every fifth birthday is another, every third street is missing. */
function lessWell(index: number, birthday: string, address: { city: string; postalCode: string }): object {
  return {
    birthday:
      index % 5 === 2 ? `${birthday.slice(0, 5)}${birthday.slice(8)}-${birthday.slice(5, 7)}` : birthday,
    address: index % 3 === 0 ? { city: address.city, postalCode: address.postalCode } : address,
  };
}

/** Messages for a server's batch: so many customers, each twice, from number `from` on. */
export function twinMessages(count: number, from = 0): object[] {
  return Array.from({ length: count }, (_, index) => {
    const { web, till } = twin(from + index);
    return [
      { type: "identify", messageId: `web-${from + index}`, userId: `web-${from + index}`, traits: web },
      { type: "identify", messageId: `till-${from + index}`, userId: `till-${from + index}`, traits: till },
    ];
  }).flat();
}
