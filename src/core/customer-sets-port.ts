/**
 * What figures may be held to: sets of customers that the stages before `measure` keep. Each stage's
 * door offers its own; whoever asks knows of a set only who is in it, and what it is called.
 */
import type { Context } from "./context.ts";
import type { Sql } from "./sql.ts";

/** What makes a set. Lists are segments. */
export const CUSTOMER_SET_KINDS = ["segment", "persona"] as const;

/** One of {@link CUSTOMER_SET_KINDS}. */
export type CustomerSetKind = (typeof CUSTOMER_SET_KINDS)[number];

/** A set and what it is called. */
export type CustomerSetName = {
  readonly kind: CustomerSetKind;
  readonly id: string;
  /** Empty where it is named in the reader's language, by its id or its marks. */
  readonly name: string;
  /** What a persona is named by: measures in which its customers are above or below all others. */
  readonly marks: readonly { readonly measure: string; readonly above: boolean }[];
  /** Put together by hand. */
  readonly isList: boolean;
};

/** A set with its members as they are now. */
export type CustomerSet = CustomerSetName & {
  /** When its members were looked at last, in milliseconds. */
  readonly asOf: number;
  readonly customers: number;
  /** Whether what they did made them members: then their past is no sample of anybody else's. */
  readonly byBehaviour: boolean;
  /** False while a new rule is still being held against all customers. */
  readonly isWhole: boolean;
  /** Rows (profile_id UInt64), each once. */
  readonly members: Sql;
  /** Another one as soon as its members are others. */
  readonly mark: string;
};

/** The sets of one kind. */
export type CustomerSets = {
  readonly kind: CustomerSetKind;
  /** All that there are, by name. */
  all(context: Pick<Context, "state">): Promise<CustomerSetName[]>;
  /** The one of the id or, of segments, of the name; null where there is none. */
  find(context: Context, idOrName: string): Promise<CustomerSet | null>;
  /** Rows (profile_id UInt64, id String) of who is in which of the sets. */
  memberships(context: Pick<Context, "state">, ids: readonly string[]): Promise<Sql>;
};
