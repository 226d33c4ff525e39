import type { Context } from "../../core/context.ts";
import { inboxBacklog } from "../../collect/inbox/index.ts";
import { keepWindowFromData, type Settings } from "../../workspace/settings/index.ts";
import type { FigureBasis } from "./basis.ts";
import type { ActivityWindow, FigureNote, FigureQuestion } from "./contract.ts";
import { keptAnswer } from "./kept.ts";
import { gapFigures, type GapFigures } from "./queries.ts";
import { GAPS_NEEDED, PROVISIONAL_DAYS, defaultWindow, subscriptionNote } from "./rhythm.ts";

/** The gaps between orders that the basis counts, kept for a while. */
export function gapsOf({ facts }: Context, basis: FigureBasis): Promise<GapFigures> {
  return keptAnswer(facts, `gaps ${basis.countsClaimed}`, basis.amount, () => gapFigures(facts, basis));
}

/** The window of a question: its own, the one that stands, or the data's, which then stands. */
export async function windowOf(
  { state }: Context,
  stored: Settings["activityWindow"],
  question: FigureQuestion,
  gaps: GapFigures,
): Promise<ActivityWindow> {
  if (question.window !== undefined) return { days: question.window, chosenBy: "question" };
  if (stored) return stored;
  const days = defaultWindow(gaps);
  if (days === null) return { days: PROVISIONAL_DAYS, chosenBy: "provisional" };
  // While a file is still coming in, its first lines would settle the window for good.
  const { imported } = await inboxBacklog(state);
  const kept = imported > 0 ? null : await keepWindowFromData(state, days);
  return kept ?? { days, chosenBy: "data" };
}

/** What must be said of the window and of the rhythm behind it. */
export function windowNotes(window: ActivityWindow, gaps: GapFigures): FigureNote[] {
  const subscription = subscriptionNote(gaps);
  return [
    ...(window.chosenBy === "provisional"
      ? [{ code: "window_provisional" as const, gaps: gaps.gaps, needed: GAPS_NEEDED }]
      : []),
    ...(subscription ? [subscription] : []),
  ];
}
