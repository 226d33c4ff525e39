import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { whoAre } from "../customers/index.ts";
import type { BehindQuestion, CompareBehind } from "./contract.ts";
import { compared } from "./kept.ts";
import { keyOf } from "./lines.ts";

/** The customers behind one side of a line, of those who were looked at. @throws Problem `not_found` */
export async function behindLine(context: Context, question: BehindQuestion): Promise<CompareBehind> {
  const { comparison, sample, columns } = await compared(context, question);
  const line = comparison.lines.find(({ key }) => key === question.line);
  const column = columns.find((one) => keyOf(one) === question.line);
  if (!line || !column) throw new Problem("not_found", because("figures.compare_no_line"), {});
  const places = Array.from(sample.ids.keys()).filter((place) => {
    const isOfSide = place < sample.ofA === (question.side === "a");
    const value = column.values[place] ?? Number.NaN;
    return isOfSide && (column.isYesOrNo ? value === 1 : !Number.isNaN(value));
  });
  const valueOf = (place: number) => column.values[place] ?? 0;
  const sorted = places.toSorted((one, other) => valueOf(other) - valueOf(one) || one - other);
  const page = sorted.slice(question.offset, question.offset + question.limit);
  const idOf = (place: number) => sample.ids[place];
  const who = await whoAre(
    context.state,
    page.flatMap((place) => idOf(place) ?? []),
  );
  const side = comparison[question.side];
  return {
    line,
    side: question.side,
    set: side.set,
    sampledFrom: side.looked < side.compared ? side.looked : null,
    currency: comparison.currency,
    total: places.length,
    rows: page.flatMap((place) => {
      const id = idOf(place);
      if (id === undefined) return [];
      const { profileId, name } = who(id);
      return [{ profileId, name, value: valueOf(place) }];
    }),
  };
}
