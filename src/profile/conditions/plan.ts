import type { HandleId } from "../../core/ids.ts";
import type { Sql } from "../../core/sql.ts";
import type { Matcher, What } from "./contract.ts";
import type { FigureColumns } from "./figure-queries.ts";
import { Columns, RowSource, figureColumns } from "./plan-queries.ts";
import type { Surroundings } from "./types.ts";

/** All that one question works out, for any number of rules. */
export class Plan {
  readonly around: Surroundings;
  readonly handles: readonly HandleId[] | null;
  readonly sources: Readonly<Record<What, RowSource>>;
  readonly traits = new Columns("trait_");
  /** The traits that are looked at. */
  readonly traitNames = new Set<string>();
  readonly consents = new Columns("consent_");
  readonly moves = new Columns("move_");
  /** What group calls told of accounts. */
  readonly accounts = new Columns("account_");
  /** Truths and instants of conditions, and above them of what joins them, by how far they lie above. */
  readonly levels: Columns[] = [];
  readonly #figures = new Map<string, FigureColumns>();

  constructor(around: Surroundings, handles: readonly HandleId[] | null) {
    const { moment, figures } = around;
    this.around = around;
    this.handles = handles;
    this.sources = {
      event: new RowSource("event", moment, figures),
      order: new RowSource("order", moment, figures),
      refund: new RowSource("refund", moment, figures),
    };
  }

  sourceOf({ what }: Matcher): RowSource {
    return this.sources[what];
  }

  figure(name: string): FigureColumns {
    const columns = this.#figures.get(name) ?? figureColumns(this.#figures.size);
    this.#figures.set(name, columns);
    return columns;
  }

  get figureNames(): readonly string[] {
    return [...this.#figures.keys()];
  }

  /** The column of an expression over columns of lower levels. */
  column(level: number, expression: Sql): Sql {
    while (this.levels.length <= level) this.levels.push(new Columns(`node_${this.levels.length}_`));
    const columns = this.levels[level];
    if (!columns) throw new RangeError("no such level");
    return columns.of(expression);
  }
}
