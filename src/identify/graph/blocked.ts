import { RELAY_DOMAIN } from "./relay-domains.ts";

/** What programs and people write where there is no identifier. */
const PLACEHOLDER =
  /^(null|nil|undefined|none|n\/?a|nan|anonymous|anon|guest|misafir|test|tests|testing|unknown|user|customer|default|false|true|\(not set\)|not set|\[object object\]|-1|[0-]*)$/i;

/** Mailboxes of an office rather than a person (RFC 2142 and what shops use). */
const ROLE =
  /^(no-?reply|do-?not-?reply|donotreply|noreply\d*|info|sales|support|admin|administrator|webmaster|postmaster|hostmaster|abuse|contact|hello|office|billing|accounts?|help|helpdesk|service|customerservice|marketing|newsletter|orders?|shop|store|team|mail|mailer-daemon|root|bilgi|iletisim|destek|siparis|satis|null|none|test|guest|anonymous)(\+.*)?@/;

/** Domains that never receive mail (RFC 2606's `invalid`, and what tills write for "has none"). */
const DEAD_DOMAIN = /@(.*\.)?(invalid|localhost|localdomain|noemail\.com|none\.com)$/;

/**
 * Whether a normalised value stands for nobody or for many: a placeholder, an office's mailbox, a
 * marketplace's relay address, a number of one repeated digit. Such a value joins nobody.
 */
export function isBlocked(type: string, value: string): boolean {
  if (type === "email") return isBlockedEmail(value);
  if (type === "phone") return isBlockedPhone(value);
  return PLACEHOLDER.test(value);
}

function isBlockedEmail(email: string): boolean {
  const domain = email.slice(email.lastIndexOf("@") + 1);
  return ROLE.test(email) || RELAY_DOMAIN.test(domain) || DEAD_DOMAIN.test(email);
}

/** E.164: at least 7 digits after the plus, and the subscriber's part not one digit over and over. */
function isBlockedPhone(phone: string): boolean {
  return phone.length < 8 || /(\d)\1{6,}$/.test(phone);
}
