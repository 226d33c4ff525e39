import type { Capability } from "../../core/capability.ts";
import { settingsRoutes } from "./routes.ts";

export type { Settings } from "./contract.ts";
export { keepWindowFromData, readExchangeRates, readSettings, writeSettings } from "./queries.ts";

/** What rules every figure. */
export const settings: Capability = { name: "settings", personalData: null, routes: settingsRoutes };
