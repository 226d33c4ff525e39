import { because } from "../../../core/reason.ts";
import type { Row } from "../reading/reading.ts";
import { RefusedValue, type Columns } from "./columns.ts";
import { consentContext, consentOf } from "./consent-words.ts";
import type { Converter } from "./converter.ts";
import { customerOf, isKnown, type Customer } from "./customer.ts";
import type { Plan } from "./plan.ts";
import type { Sink } from "./sink.ts";

type Said = { row: Row; at: number; channel: string; agreed: boolean };

/** What a list says of a customer goes out as one event a moment, each with all that held by then. */
export function consentConverter(plan: Plan, columns: Columns, sink: Sink): Converter {
  const read = (row: Row): Said => {
    const channel = columns.text(row, "channel") || plan.mapping.consentChannel || "";
    if (channel === "") throw columns.refused(row, "channel", because("line.empty"));
    const agreed = consentOf(columns.text(row, "consent"));
    if (agreed === null) throw columns.refused(row, "consent", because("line.no_consent"));
    if (!isKnown(customerOf(columns, [row]))) {
      throw columns.refused(row, "customer_id", because("line.no_customer"));
    }
    return { row, at: columns.time(row, "date") ?? plan.importedAt, channel: channel.toLowerCase(), agreed };
  };
  return {
    keyOf: (row) => ["customer_id", "email", "phone"].map((field) => columns.text(row, field)).join("\u001f"),
    convert: (rows) => {
      const said = rows.map((row) => taken(sink, row, read)).filter((one) => one !== null);
      const first = said[0];
      if (!first) return;
      emit(
        sink,
        customerOf(columns, [first.row]),
        said.toSorted((left, right) => left.at - right.at),
      );
      sink.count("consents", said.length, 1);
    },
  };
}

function taken(sink: Sink, row: Row, read: (row: Row) => Said): Said | null {
  try {
    return read(row);
  } catch (error) {
    if (!(error instanceof RefusedValue)) throw error;
    sink.refuse(error.refusal);
    return null;
  }
}

function emit(sink: Sink, customer: Customer, said: readonly Said[]): void {
  const preferences: Record<string, boolean> = {};
  for (const [index, one] of said.entries()) {
    preferences[one.channel] = one.agreed;
    if (said[index + 1]?.at === one.at) continue;
    sink.event({
      kind: "track",
      name: "Segment Consent Preference Updated",
      at: one.at,
      userId: customer.userId,
      anonymousId: customer.anonymousId,
      groupId: null,
      traits: customer.traits,
      properties: {},
      context: consentContext({ ...preferences }),
    });
  }
}
