import type { Columns } from "./columns.ts";
import { consentConverter } from "./consents.ts";
import type { Converter } from "./converter.ts";
import { customerConverter } from "./customers.ts";
import { eventConverter } from "./events.ts";
import { orderLineConverter } from "./order-lines.ts";
import { orderConverter } from "./orders.ts";
import type { Plan } from "./plan.ts";
import type { Sink } from "./sink.ts";

/** The converter of a plan's kind. */
export function converterFor(plan: Plan, columns: Columns, sink: Sink): Converter {
  switch (plan.mapping.kind) {
    case "order-lines":
      return orderLineConverter(plan, columns, sink);
    case "orders":
      return orderConverter(plan, columns, sink);
    case "customers":
      return customerConverter(plan, columns, sink);
    case "events":
      return eventConverter(plan, columns, sink);
    case "consents":
      return consentConverter(plan, columns, sink);
  }
}
