import type { Capability } from "../../core/capability.ts";
import { personalData } from "./personal-data-queries.ts";

export { consentCategories, consentOf } from "./queries.ts";
export { fillConsents } from "./fill.ts";
export { settle } from "./settle.ts";
export { lastAnswers, settledIn } from "./settle-queries.ts";
export { recordConsent } from "./record.ts";
export { removeConsentsOf } from "./queries.ts";

/** What this capability holds of people. */
export const capability: Capability = { name: "profile/consent", personalData };
