export { consentOf } from "./queries.ts";
export type { Consent } from "./queries.ts";
export { recordConsent } from "./record.ts";
