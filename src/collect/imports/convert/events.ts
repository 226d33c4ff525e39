import { because } from "../../../core/reason.ts";
import { isJsonObject, type JsonObject } from "../../../core/json.ts";
import type { Row } from "../reading/reading.ts";
import type { Columns } from "./columns.ts";
import type { Converter } from "./converter.ts";
import { customerOf, isKnown } from "./customer.ts";
import type { Plan } from "./plan.ts";
import { refusing } from "./refusing.ts";
import type { EventDraft, Sink } from "./sink.ts";

const LONGEST_ID = 100;

/** One event a line. Lines that are alike in every cell are the same event, unless ids tell them apart. */
export function eventConverter(plan: Plan, columns: Columns, sink: Sink): Converter {
  const convert = (row: Row): void => {
    const name = columns.text(row, "event") || plan.mapping.eventName || "";
    if (name === "") throw columns.refused(row, "event", because("line.empty"));
    const at = columns.time(row, "date");
    if (at === null) throw columns.refused(row, "date", because("line.empty"));
    const customer = customerOf(columns, [row]);
    if (!isKnown(customer)) throw columns.refused(row, "customer_id", because("line.no_customer"));
    const { userId, anonymousId, traits } = customer;
    const properties = { ...propertiesIn(columns, row), ...columns.extra(row) };
    const draft: EventDraft = {
      kind: "track",
      name,
      at,
      userId,
      anonymousId,
      groupId: null,
      traits,
      properties,
      context: {},
    };
    const messageId = columns.text(row, "message_id");
    if (messageId.length > LONGEST_ID) throw columns.refused(row, "message_id", because("line.too_long"));
    sink.event(messageId === "" ? draft : { ...draft, messageId });
    sink.count("events", 1, 1);
  };
  return { keyOf: null, convert: (rows) => refusing(sink, rows, () => rows.forEach(convert)) };
}

function propertiesIn(columns: Columns, row: Row): JsonObject {
  const text = columns.text(row, "properties");
  if (text === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw columns.refused(row, "properties", because("line.no_object"));
  }
  if (!isJsonObject(value)) throw columns.refused(row, "properties", because("line.no_object"));
  return value;
}
