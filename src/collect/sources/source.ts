import type { Selectable } from "kysely";
import type { Trust } from "../../core/event.ts";
import type { SourceId } from "../../core/ids.ts";
import type { StateTables } from "../../core/state.ts";
import type { SourceKind } from "./contract.ts";
import "./tables.ts";

/** A source as the server knows it, its keys included. */
export type Source = {
  readonly id: SourceId;
  readonly name: string;
  readonly kind: SourceKind;
  readonly trust: Trust;
  readonly shop: string;
  readonly writeKey: string;
  readonly oldKey: string | null;
  readonly oldKeyUntil: number | null;
  /** Signs user ids (HMAC); never leaves the server but to those who may write sources. */
  readonly secret: string;
  readonly createdAt: number;
  readonly disabledAt: number | null;
};

/** Reads a row. */
export function toSource(row: Selectable<StateTables["source"]>): Source {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    trust: row.trust,
    shop: row.shop,
    writeKey: row.write_key,
    oldKey: row.old_key,
    oldKeyUntil: row.old_key_until?.getTime() ?? null,
    secret: row.secret,
    createdAt: row.created_at.getTime(),
    disabledAt: row.disabled_at?.getTime() ?? null,
  };
}
