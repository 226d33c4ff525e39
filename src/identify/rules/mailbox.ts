import { BOX_DOMAINS, DOTTED_DOMAINS } from "./mailbox-domains.ts";

/** The type of identifier that stands for where the mail of several addresses arrives. */
export const MAILBOX = "mailbox";

/**
 * Where the mail of a normalised address arrives, where its provider delivers several spellings to
 * one mailbox; null where nothing is known of the provider.
 */
export function mailboxOf(email: string): string | null {
  const at = email.lastIndexOf("@");
  const domain = BOX_DOMAINS[email.slice(at + 1)];
  if (domain === undefined) return null;
  const [name = ""] = email.slice(0, at).split("+");
  const local = DOTTED_DOMAINS.includes(domain) ? name.replaceAll(".", "") : name;
  return local === "" ? null : `${local}@${domain}`;
}
