import { blockedBy, type IsBlocked } from "./blocked.ts";
import { ANY_TYPE, type IdentityRules, type TypeRule } from "./contract.ts";
import { DEFAULT_RULES } from "./defaults.ts";
import { isDevice } from "./identifier-type.ts";
import { MAILBOX, mailboxOf } from "./mailbox.ts";

const DAY = 86_400_000;

/** How long each window is, in milliseconds. */
const SPANS: Readonly<Record<TypeRule["window"], number>> = {
  ever: Infinity,
  year: 365 * DAY,
  month: 30 * DAY,
  week: 7 * DAY,
};

/** Types that only Tenure gives stand behind all others, in this order. */
const INTERNAL = ["claimed_user_id", "order", "unidentified"];

/** So many identifiers of a type, first seen within so many milliseconds, may one customer have. */
export type Limit = { readonly most: number; readonly span: number };

/** Where values of a type that the workspace made stand in events. */
export type OwnType = { readonly type: string; readonly from: TypeRule["from"] };

/** The rules, ready to be asked of every event. */
export type Rules = {
  /** How sure the type is: the smaller, the surer. */
  readonly rankOf: (type: string) => number;
  readonly limitOf: (type: string) => Limit | null;
  /** A value on more customers than this joins nobody; null: however many. */
  readonly mostCustomersOf: (type: string) => number | null;
  /** Whether a value of the type names one customer. */
  readonly isUnique: (type: string) => boolean;
  readonly isBlocked: IsBlocked;
  readonly ownTypes: readonly OwnType[];
  /** Where the mail of a normalised address arrives; null where that is not asked, or not known. */
  readonly mailboxOf: (email: string) => string | null;
  /** The country of phone numbers from a source, ISO 3166; null: as the workspace says. */
  readonly countryOf: (source: number) => string | null;
};

/** Makes rules ready. */
export function compileRules({ types, blocked, mailboxes, countries }: IdentityRules): Rules {
  const ranks = new Map(types.map(({ type }, index) => [type, index + 1]));
  // Right behind the address that it was worked out of.
  ranks.set(MAILBOX, (ranks.get("email") ?? 0) + 0.5);
  for (const [index, type] of INTERNAL.entries()) ranks.set(type, types.length + 1 + index);
  const lines = new Map(types.map((line) => [line.type, line]));
  const lineOf = (type: string) =>
    INTERNAL.includes(type) || type === MAILBOX
      ? undefined
      : (lines.get(type) ?? lines.get(lineNameOf(type)));
  const isBlocked = blockedBy(blocked);
  const limits = new Map(types.map((line) => [line, limitIn(line)]));
  const bySource = new Map(countries.map(({ source, country }) => [source, country]));
  return {
    rankOf: (type) => ranks.get(type) ?? ranks.get(lineNameOf(type)) ?? 0,
    limitOf: (type) => {
      const line = lineOf(type);
      return line ? (limits.get(line) ?? null) : null;
    },
    mostCustomersOf: (type) => lineOf(type)?.mostCustomers ?? null,
    isUnique: (type) => lineOf(type)?.unique ?? true,
    // A mailbox that is there still joins nobody while they don't count.
    isBlocked: (type, value) => (type === MAILBOX ? !mailboxes : isBlocked(type, value)),
    mailboxOf: (email) => (mailboxes ? mailboxOf(email) : null),
    ownTypes: types.filter(({ from }) => from.length > 0),
    countryOf: (source) => bySource.get(source) ?? null,
  };
}

/** The line that a type without one of its own goes by. */
function lineNameOf(type: string): string {
  return isDevice(type) ? "device_id" : ANY_TYPE;
}

function limitIn({ limit, window }: TypeRule): Limit | null {
  return limit === null ? null : { most: limit, span: SPANS[window] };
}

/** What holds where nobody has changed anything, ready. */
export const defaultRules: Rules = compileRules(DEFAULT_RULES);

/** Whether so many identifiers, first seen at these times, are more than the limit allows. */
export function isOver({ most, span }: Limit, firstSeen: readonly number[]): boolean {
  if (firstSeen.length <= most) return false;
  if (span === Infinity) return true;
  const inOrder = firstSeen.toSorted((left, right) => left - right);
  return inOrder.some((at, index) => index >= most && at - (inOrder[index - most] ?? 0) < span);
}
