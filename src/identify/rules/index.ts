import type { Capability } from "../../core/capability.ts";
import { personalData } from "./personal-data.ts";

export { BLOCKED_PATTERNS } from "./blocked.ts";
export { changesBetween } from "./changes.ts";
export type { IdentityRules } from "./contract.ts";
export { DEFAULT_RULES } from "./defaults.ts";
export { DEVICE_TYPE, UNNAMING, isDevice, isOpenType, namesCustomer } from "./identifier-type.ts";
export { BOX_DOMAINS, DOTTED_DOMAINS } from "./mailbox-domains.ts";
export { MAILBOX } from "./mailbox.ts";
export { forgetRules, rememberedRules } from "./remembered.ts";
export { compileRules, defaultRules, isOver, type Limit, type Rules } from "./rules.ts";
export { readIdentityRules, readyRules, rulesOfVersion } from "./rules-store.ts";
export { storeEffect, storeVersion, versionsOf } from "./versions-store.ts";

/** What counts as one customer, as people set it. */
export const capability: Capability = { name: "identify/rules", personalData };
