/**
 * What the profile stage asks of the measure stage, which comes after it: figures of single customers
 * as conditions name them. `measure` keeps a list of {@link CustomerFigure}s and offers the port; the
 * wiring hands it in.
 */
import type { Context } from "./context.ts";
import type { HandleId } from "./ids.ts";
import type { Sql } from "./sql.ts";

/**
 * What kind of value: a number, a text, an instant (milliseconds), or an age (the time since an
 * instant, compared in days, which grows by itself).
 */
export type FigureKind = "number" | "text" | "instant" | "age";

/** No change to come: later than any instant. */
export const NEVER = 8_000_000_000_000_000;

/** A figure's value for one customer as of an instant; of an age the instant that it counts from. */
export type FigureValue = {
  /** Null: not known, such as the last order of somebody without orders. */
  readonly value: number | string | null;
  /** The earliest later instant, in milliseconds, at which the value changes with no new row; NEVER: none. */
  readonly until: number;
};

/** One order or refund that figures count. */
export type Movement = {
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** In the workspace's currency, in ten-thousandths; refunds below 0; null where a rate is missing. */
  readonly revenue: bigint | null;
  readonly bought: boolean;
};

/** A figure that conditions may name. */
export type FigureName = {
  readonly name: string;
  readonly kind: FigureKind;
  /** The values there are, of a text of a fixed list. */
  readonly values?: readonly string[];
  /** The value of who has neither ordered nor sent anything back. */
  readonly ofNobody: number | string | null;
  /** Hangs on all customers together, not only on the customer's own rows. */
  readonly everybody: boolean;
};

/** The figures as of an instant, with all read that they hang on beside the customer. */
export type FiguresAsOf = {
  /** Orders that only a public key claims count, since there are no others. */
  readonly countsClaimed: boolean;
  /**
   * Rows (profile_id UInt64, value_0, until_0, value_1, until_1, …, next_at) in the order of the names:
   * a value is a Nullable(Float64) or a Nullable(String), of instants and ages Nullable(Int64) in
   * milliseconds; until and next_at (the next order or refund that is dated later, else NEVER) are Int64.
   * Customers without any order or refund have no row. With handles, only their rows are read.
   */
  rows(names: readonly string[], handles?: readonly HandleId[]): Sql;
  /** What an order of table `order`, a refund of table `refund` is worth, in the workspace's currency: Nullable(Decimal). */
  readonly orderAmount: Sql;
  readonly refundAmount: Sql;
  /** Rows (handle, at in milliseconds, revenue in ten-thousandths as text, bought) of the handles, also later ones. */
  movements(handles: readonly HandleId[]): Sql;
  /** The same figure of one customer, by all their movements in any order. */
  of(name: string, movements: readonly Movement[]): FigureValue;
};

/** The figures of customers, for the stages before `measure`. */
export type CustomerFiguresPort = {
  readonly names: readonly FigureName[];
  /** Makes the figures ready as of an instant (milliseconds); orders of that instant count. */
  asOf(context: Context, instant: number): Promise<FiguresAsOf>;
  /**
   * What the figures hang on beside a customer's rows and the settings, as a text: when it is another
   * one, anybody's figures may have changed.
   */
  restOn(context: Context): Promise<string>;
};
