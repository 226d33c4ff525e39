import { because } from "../../../core/reason.ts";
import type { JsonObject } from "../../../core/json.ts";
import type { Row } from "../reading/reading.ts";
import type { Columns } from "./columns.ts";
import { consentContext, consentOf } from "./consent-words.ts";
import type { Converter } from "./converter.ts";
import { customerOf, isKnown } from "./customer.ts";
import type { Plan } from "./plan.ts";
import { refusing } from "./refusing.ts";
import type { Sink } from "./sink.ts";

/** Fields of a customers' list that say whether the customer agrees to a channel. */
const CONSENTS = [
  ["consent_email", "email"],
  ["consent_sms", "sms"],
] as const;

/** One customer a line, as an identify with traits and, where the list says it, consent. */
export function customerConverter(plan: Plan, columns: Columns, sink: Sink): Converter {
  const convert = (row: Row): void => {
    const customer = customerOf(columns, [row]);
    if (!isKnown(customer)) throw columns.refused(row, "customer_id", because("line.no_customer"));
    const at = columns.time(row, "updated_at") ?? columns.time(row, "created_at") ?? plan.importedAt;
    const createdAt = columns.time(row, "created_at");
    const traits: JsonObject = { ...customer.traits, ...columns.extra(row) };
    if (createdAt !== null) traits["createdAt"] = new Date(createdAt).toISOString();
    const agreed = consentsIn(columns, row);
    const { userId, anonymousId } = customer;
    const context = Object.keys(agreed).length > 0 ? consentContext(agreed) : {};
    sink.event({
      kind: "identify",
      name: "",
      at,
      userId,
      anonymousId,
      groupId: null,
      traits,
      properties: {},
      context,
    });
    sink.count("customers", 1, 1);
  };
  return { keyOf: null, convert: (rows) => refusing(sink, rows, () => rows.forEach(convert)) };
}

function consentsIn(columns: Columns, row: Row): Record<string, boolean> {
  const agreed: Record<string, boolean> = {};
  for (const [field, channel] of CONSENTS) {
    const word = columns.text(row, field);
    if (word === "") continue;
    const consent = consentOf(word);
    if (consent === null) throw columns.refused(row, field, because("line.no_consent"));
    agreed[channel] = consent;
  }
  return agreed;
}
