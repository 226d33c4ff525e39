import { because } from "../../core/reason.ts";
import { isJsonObject } from "../../core/json.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import { ID_LENGTH } from "./limits.ts";
import { refusal } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";

// A string of control characters: SDKs never send one; they break identifiers and lists.
// oxlint-disable-next-line no-control-regex -- that is what it looks for
const CONTROL = /[\u0000-\u001f\u007f]/;

/**
 * Collects what is wrong with one event; the first refusal stands. Reading goes on with empty
 * values, which keeps the reader straight and costs only refused events.
 */
export class Fields {
  refusal: Refusal | null = null;
  private readonly source: JsonObject;

  constructor(source: JsonObject) {
    this.source = source;
  }

  /** Remembers why the event is refused. */
  refuse(why: Refusal): void {
    this.refusal ??= why;
  }

  /** An identifier or a name: text, or a number taken as text; null where absent or blank. */
  text(field: string, most = ID_LENGTH): string | null {
    const value = this.source[field];
    if (value == null || value === "") return null;
    if (typeof value === "number") return String(value);
    if (typeof value !== "string") {
      this.refuse(refusal("wrong_type", field, because("event.field_no_text", { field })));
      return null;
    }
    if (value.length > most) {
      const words = because("event.field_too_long", { field, n: value.length, most });
      this.refuse(refusal("too_long", field, words));
    } else if (CONTROL.test(value)) {
      this.refuse(refusal("control_characters", field, because("event.field_not_printable", { field })));
    }
    return value.trim() === "" ? null : value;
  }

  /** An object; empty where absent. */
  object(field: string): JsonObject {
    const value = this.source[field];
    if (value == null) return {};
    if (isJsonObject(value)) return value;
    this.refuse(refusal("wrong_type", field, because("event.field_no_object", { field })));
    return {};
  }
}

/** Whether a value nests deeper than allowed. */
export function isDeeper(value: Json | undefined, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (depth === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isDeeper(item, depth - 1));
  for (const key in value) if (isDeeper(value[key], depth - 1)) return true;
  return false;
}
