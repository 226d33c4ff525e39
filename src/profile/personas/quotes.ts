import type { Context } from "../../core/context.ts";
import { asId, type ProfileId, showProfileId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { fold, namesOf } from "../traits/index.ts";
import type { QuotesAnswer } from "./details-contract.ts";
import { isOf } from "./journeys.ts";
import { lastDetails, lastResult, membersAmong } from "./runs-store.ts";
import { HIDDEN, withoutPersonal } from "./said/private.ts";
import { saidIn, textsIn } from "./speech.ts";
import { newestTexts, type TextRow } from "./texts-queries.ts";

const QUOTES = 12;
const OF_ONE_CUSTOMER = 2;
const MOST_CHARACTERS = 400;

/** The newest texts of a persona's customers with a word that the last run told. */
export async function quotesOf(
  { state, facts, clock }: Context,
  id: string,
  { matter, key }: { matter: "words" | "goals" | "pains" | "motives"; key: string },
): Promise<QuotesAnswer> {
  const last = await lastResult(state);
  const persona = last?.result.personas.find((one) => one.id === id);
  const word = (await lastDetails(state, id))?.matters[matter].said.find((one) => one.key === key);
  if (!last || !persona || !word) throw new Problem("not_found", because("personas.none"), {});
  const rows = await newestTexts(facts, [word.text, ...word.forms], clock.now());
  const members = await membersAmong(state, last.id, [...new Set(rows.map(({ customer }) => customer))]);
  const theirs = rows.filter(({ customer }) => isOf(persona, members.get(customer)));
  const told = theirs.flatMap((row) =>
    textsIn(row)
      .filter((text) => saidIn(text, matter, row.language).has(key))
      .map(({ kind, text }) => ({ row, kind, text })),
  );
  const some = ofFewEach(told);
  const names = await namesOf(state, [...new Set(some.map(({ row }) => idOf(row)))]);
  return {
    quotes: some.map(({ row, kind, text }) => ({
      customer: showProfileId(idOf(row)),
      at: `${row.at.replace(" ", "T")}Z`,
      kind,
      text: masked(text, names.get(idOf(row)) ?? ""),
    })),
  };
}

/** Without addresses, numbers and the words of the customer’s own name. */
export function masked(text: string, name: string): string {
  const own = new Set(fold(name).split(" "));
  const plain = withoutPersonal(text).replace(/[\p{L}\p{M}]+/gu, (word) =>
    own.has(fold(word)) ? HIDDEN : word,
  );
  return plain.length > MOST_CHARACTERS ? `${plain.slice(0, MOST_CHARACTERS)}…` : plain;
}

function idOf({ customer }: TextRow): ProfileId {
  return asId<ProfileId>(Number(customer));
}

function ofFewEach<Told extends { row: TextRow }>(told: readonly Told[]): Told[] {
  const counts = new Map<string, number>();
  const few = told.filter(({ row: { customer } }) => {
    const count = (counts.get(customer) ?? 0) + 1;
    counts.set(customer, count);
    return count <= OF_ONE_CUSTOMER;
  });
  return few.slice(0, QUOTES);
}
