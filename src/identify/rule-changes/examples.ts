import { showProfileId } from "../../core/ids.ts";
import type { StateTransaction } from "../../core/state.ts";
import { handlesOf } from "../graph/index.ts";
import { MOST_EXAMPLES, MOST_IDENTIFIERS, type Example } from "./contract.ts";
import type { Group } from "./effect.ts";

/** Customers that one example shows; a till's thousand owners would fill the page. */
const MOST_CUSTOMERS = 8;

/** Some of the customers that a change touches, as they are after it: those that come apart and those that meet, in turn. */
export async function examplesOf(tx: StateTransaction, groups: readonly Group[]): Promise<Example[]> {
  const chosen = inTurn(
    groups.filter(({ after }) => after.length > 1),
    groups.filter(({ after }) => after.length === 1),
  ).slice(0, MOST_EXAMPLES);
  const shown = chosen.map(({ before, after }) => ({
    before: before.slice(0, MOST_CUSTOMERS),
    after: after.slice(0, MOST_CUSTOMERS),
  }));
  const members = await handlesOf(
    tx,
    shown.flatMap(({ after }) => after),
  );
  return shown.map(({ before, after }) => ({
    before: before.map(showProfileId),
    after: after.map((id) => {
      const identifiers = (members.get(id) ?? []).map(({ type, value }) => ({ type, value }));
      const more = Math.max(0, identifiers.length - MOST_IDENTIFIERS);
      return { id: showProfileId(id), identifiers: identifiers.slice(0, MOST_IDENTIFIERS), more };
    }),
  }));
}

function inTurn<Item>(left: readonly Item[], right: readonly Item[]): Item[] {
  const length = Math.max(left.length, right.length);
  return Array.from({ length }, (_, index) => [left[index], right[index]])
    .flat()
    .filter((item) => item !== undefined);
}
