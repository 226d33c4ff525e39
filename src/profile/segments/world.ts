import type { Context } from "../../core/context.ts";
import type { CustomerFiguresPort } from "../../core/customer-figures-port.ts";

/** What segments are worked out from: the stores, and the figures that the measure stage offers. */
export type World = Context & { readonly figures: CustomerFiguresPort };
