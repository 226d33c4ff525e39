import type { Context } from "../../core/context.ts";
import { showProfileId, type ProfileId } from "../../core/ids.ts";
import type { ProfileRecord, ProfileRecords } from "../../core/records-port.ts";
import { handlesOf, type Handle } from "../graph/index.ts";
import type { MatchPair, Queue, QueueAnswer } from "./contract.ts";
import { countAnswers, countQueues, waitingPairs, type WaitingPair } from "./queue-queries.ts";
import { listRuns } from "./runs-store.ts";
import { readMatchSettings } from "./settings-store.ts";

/** Identifiers shown of one customer. */
const MOST_SHOWN = 12;

/** Identifiers that say nothing of anybody. */
const SILENT: ReadonlySet<string> = new Set(["order", "unidentified"]);

/** The pairs to answer next, with all that is needed to answer them. */
export async function queue(
  context: Context,
  records: ProfileRecords,
  question: { readonly show: Queue; readonly limit: number },
  asker: string,
): Promise<QueueAnswer> {
  const { state, clock } = context;
  const settings = await readMatchSettings(state);
  const [waiting, counts, answers, runs] = await Promise.all([
    waitingPairs(state, question.show, settings, question.limit),
    countQueues(state, settings),
    countAnswers(state, asker),
    listRuns(state, 1),
  ]);
  return {
    asOf: new Date(clock.now()).toISOString(),
    pairs: await shown(context, records, waiting),
    ...counts,
    answered: answers.answered,
    canUndo: answers.own,
    upper: settings.upper,
    everRan: runs.length > 0,
    running: runs.some(({ status }) => status === "waiting" || status === "running"),
  };
}

async function shown(
  { state }: Context,
  records: ProfileRecords,
  waiting: readonly WaitingPair[],
): Promise<MatchPair[]> {
  const ids = [...new Set(waiting.flatMap(({ profileA, profileB }) => [profileA, profileB]))];
  const [values, handles] = await Promise.all([records.of(state, ids), handlesOf(state, ids)]);
  const side = (id: ProfileId) => sideShown(id, values.get(id), handles.get(id) ?? []);
  return waiting.map(({ id, runId, chance, weight, parts, takenBack, profileA, profileB }) => ({
    ...{ id, runId, chance, weight, takenBack },
    prior: parts.reduce((rest, part) => rest - part.weight, weight),
    a: side(profileA),
    b: side(profileB),
    fields: parts.map((part) => ({
      ...part,
      a: values.get(profileA)?.values[part.field] ?? null,
      b: values.get(profileB)?.values[part.field] ?? null,
    })),
  }));
}

function sideShown(
  id: ProfileId,
  record: ProfileRecord | undefined,
  handles: readonly Handle[],
): MatchPair["a"] {
  const telling = handles.filter(({ type }) => !SILENT.has(type));
  const { given, family } = record?.values ?? {};
  const times = (of: "firstSeen" | "lastSeen") => handles.map((handle) => handle[of].getTime());
  return {
    profile: showProfileId(id),
    name: [given, family].filter(Boolean).join(" ") || null,
    identifiers: telling.slice(0, MOST_SHOWN).map(({ type, value }) => ({ type, value })),
    more: Math.max(telling.length - MOST_SHOWN, 0),
    firstSeen: new Date(Math.min(...times("firstSeen"))).toISOString(),
    lastSeen: new Date(Math.max(...times("lastSeen"))).toISOString(),
  };
}
