import { because, type Words } from "../../../core/reason.ts";
import type { Money } from "../../../core/money.ts";
import type { Row } from "../reading/reading.ts";
import { parseAmount } from "../values/numbers.ts";
import { parseTime } from "../values/dates.ts";
import { zoneReader } from "../values/zone.ts";
import type { Plan } from "./plan.ts";
import type { Refusal } from "./sink.ts";

/** Thrown away from a line to its refusal: the converter catches it where the line begins. */
export class RefusedValue extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.words.message);
    this.refusal = refusal;
  }
}

/** Values whose reading is remembered. */
const REMEMBERED = 50_000;

/** Reads the mapped fields of a file's lines. */
export class Columns {
  readonly names: readonly string[];
  readonly #index = new Map<string, number>();
  readonly #mapping: Plan["mapping"];
  readonly #instantOf: (wall: number) => number;
  // Prices, quantities and times repeat all over a file; reading each once is much of the speed.
  readonly #times = new Map<string, number>();
  readonly #amounts = new Map<string, Money>();

  constructor(names: readonly string[], mapping: Plan["mapping"]) {
    this.names = names;
    this.#mapping = mapping;
    this.#instantOf = zoneReader(mapping.timeZone);
    for (const [field, column] of Object.entries(mapping.columns)) {
      const index = names.indexOf(column);
      if (index >= 0) this.#index.set(field, index);
    }
  }

  /** Whether the field has a column. */
  has(field: string): boolean {
    return this.#index.has(field);
  }

  /** The cell as text without blanks around it; "" where there is none. */
  text(row: Row, field: string): string {
    const index = this.#index.get(field);
    return index === undefined ? "" : (row.cells[index] ?? "").trim();
  }

  /** The first of the rows' cells that holds something. */
  firstText(rows: readonly Row[], field: string): string {
    if (!this.has(field)) return "";
    for (const row of rows) {
      const text = this.text(row, field);
      if (text !== "") return text;
    }
    return "";
  }

  /** An amount or quantity; null where the cell is empty. */
  amount(row: Row, field: string): Money | null {
    const text = this.text(row, field);
    if (text === "") return null;
    const known = this.#amounts.get(text);
    if (known !== undefined) return known;
    const amount = parseAmount(text, this.#mapping.decimal);
    if (amount === null) throw this.refused(row, field, because("line.no_number"));
    if (this.#amounts.size > REMEMBERED) this.#amounts.clear();
    this.#amounts.set(text, amount);
    return amount;
  }

  /** The first amount of the rows; null where all cells are empty. */
  firstAmount(rows: readonly Row[], field: string): Money | null {
    const row = rows.find((candidate) => this.text(candidate, field) !== "");
    return row ? this.amount(row, field) : null;
  }

  /** An instant in milliseconds; null where the cell is empty. */
  time(row: Row, field: string): number | null {
    const text = this.text(row, field);
    if (text === "") return null;
    const known = this.#times.get(text);
    if (known !== undefined) return known;
    const written = parseTime(text, this.#mapping.dateOrder);
    if (!written) throw this.refused(row, field, because("line.no_date"));
    const instant = written.zoned ? written.ms : this.#instantOf(written.ms);
    if (this.#times.size > REMEMBERED) this.#times.clear();
    this.#times.set(text, instant);
    return instant;
  }

  /** The first instant of the rows; null where all cells are empty. */
  firstTime(rows: readonly Row[], field: string): number | null {
    const row = rows.find((candidate) => this.text(candidate, field) !== "");
    return row ? this.time(row, field) : null;
  }

  /** A refusal of one cell. */
  refused(row: Row, field: string, words: Words): RefusedValue {
    const column = this.#mapping.columns[field] ?? field;
    return new RefusedValue({ line: row.line, column, value: this.text(row, field), words });
  }

  /** The cells that are kept beside the known fields, by the names that the mapping gives them. */
  extra(row: Row): Record<string, string> {
    const kept: Record<string, string> = {};
    for (const [column, name] of Object.entries(this.#mapping.extra)) {
      const value = (row.cells[this.names.indexOf(column)] ?? "").trim();
      if (value !== "") kept[name] = value;
    }
    return kept;
  }
}
