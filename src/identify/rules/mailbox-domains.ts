/**
 * Providers that take what follows a plus in the name for a note of the sender, by their help pages as
 * of 2026, each domain with the one that stands for it. Left out: domains of companies, whose servers
 * nobody can know, and providers whose addresses differ by other signs (Yahoo's hyphen).
 */
export const BOX_DOMAINS: Readonly<Record<string, string>> = {
  "gmail.com": "gmail.com",
  "googlemail.com": "gmail.com",
  "outlook.com": "outlook.com",
  "hotmail.com": "hotmail.com",
  "live.com": "live.com",
  "icloud.com": "icloud.com",
  "me.com": "me.com",
  "mac.com": "mac.com",
  "fastmail.com": "fastmail.com",
  "proton.me": "proton.me",
  "protonmail.com": "protonmail.com",
  "pm.me": "pm.me",
};

/** Those that also overlook dots in the name. */
export const DOTTED_DOMAINS: readonly string[] = ["gmail.com"];
