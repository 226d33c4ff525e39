import { ANY_TYPE, type IdentityRules } from "./contract.ts";
import { matcherOf } from "./pattern.ts";
import { RELAY_DOMAIN } from "./relay-domains.ts";

/** What programs and people write where there is no identifier. */
const PLACEHOLDER =
  /^(null|nil|undefined|none|n\/?a|nan|anonymous|anon|guest|misafir|test|tests|testing|unknown|user|customer|default|false|true|\(not set\)|not set|\[object object\]|-1|[0-]*)$/i;

/** Mailboxes of an office rather than a person (RFC 2142 and what shops use). */
const ROLE =
  /^(no-?reply|do-?not-?reply|donotreply|noreply\d*|info|sales|support|admin|administrator|webmaster|postmaster|hostmaster|abuse|contact|hello|office|billing|accounts?|help|helpdesk|service|customerservice|marketing|newsletter|orders?|shop|store|team|mail|mailer-daemon|root|bilgi|iletisim|destek|siparis|satis|null|none|test|guest|anonymous)(\+.*)?@/;

/** Domains that never receive mail (RFC 2606's `invalid`, and what tills write for "has none"). */
const DEAD_DOMAIN = /@(.*\.)?(invalid|localhost|localdomain|noemail\.com|none\.com)$/;

/** A number of at least seven digits whose end is one digit over and over. */
const REPEATED = /(\d)\1{6,}$/;

/** E.164 has at least seven digits after the plus. */
const SHORTEST_PHONE = 8;

type Blocked = IdentityRules["blocked"];

/** What {@link blockedBy} asks, as regular expressions that the state reads too. */
export const BLOCKED_PATTERNS = {
  placeholder: PLACEHOLDER.source,
  deadDomain: DEAD_DOMAIN.source,
  office: ROLE.source,
  relayDomain: RELAY_DOMAIN.source,
  repeated: REPEATED.source,
  shortestPhone: SHORTEST_PHONE,
} as const;

/** Tells of a normalised value whether it stands for nobody or for many; such a value joins nobody. */
export type IsBlocked = (type: string, value: string) => boolean;

/** What the rules block, ready to be asked of every identifier. */
export function blockedBy(blocked: Blocked): IsBlocked {
  const isOwn = ownBlocked(blocked.values);
  return (type, value) => {
    if (isOwn !== null && isOwn(type, value)) return true;
    if (type === "email") return isBlockedEmail(value, blocked);
    if (type === "phone") return blocked.repeatedDigits && isBlockedPhone(value);
    return blocked.placeholders && PLACEHOLDER.test(value);
  };
}

function isBlockedEmail(email: string, { offices, relays, placeholders }: Blocked): boolean {
  const domain = email.slice(email.lastIndexOf("@") + 1);
  return (
    (offices && ROLE.test(email)) ||
    (relays && RELAY_DOMAIN.test(domain)) ||
    (placeholders && DEAD_DOMAIN.test(email))
  );
}

function isBlockedPhone(phone: string): boolean {
  return phone.length < SHORTEST_PHONE || REPEATED.test(phone);
}

/** Null where the workspace blocks nothing of its own, as nearly everywhere. */
function ownBlocked(values: Blocked["values"]): IsBlocked | null {
  if (values.length === 0) return null;
  const byType = Map.groupBy(values, ({ type }) => type);
  const matchers = new Map(
    [...byType].map(([type, own]) => [type, matcherOf(own.map(({ value }) => value))]),
  );
  const ofAny = matchers.get(ANY_TYPE);
  return (type, value) => (ofAny?.(value) ?? false) || (matchers.get(type)?.(value) ?? false);
}
