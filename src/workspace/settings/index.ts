import type { Capability } from "../../core/capability.ts";
import { settingsRoutes } from "./routes.ts";

export type { Settings } from "./contract.ts";
export { keepWindowFromData, readExchangeRates, readSettings } from "./queries.ts";
export { rememberedSettings, writeSettings } from "./remembered.ts";

/** What rules every figure. */
export const settings: Capability = { name: "settings", personalData: null, routes: settingsRoutes };
