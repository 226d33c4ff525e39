/** What the pages of runs, models and settings of matching ask and get. Times are ISO in UTC; weights are bits. */
import { z } from "zod";
import { RECORD_FIELDS } from "../../core/records-port.ts";

const Chance = z.number().min(0).max(1);
const FieldName = z.enum(RECORD_FIELDS);

/** How matching is set. */
export const MatchSettings = z.object({
  /** From this chance on two customers are joined, or proposed. */
  upper: z.number().min(0.1).max(0.999),
  /** Below it nobody is asked. */
  lower: z.number().min(0.1).max(0.999),
  above: z.enum(["propose", "merge"]),
  /** Starts by itself when enough has changed. */
  automatic: z.boolean(),
});

/** How matching is set. */
export type MatchSettings = z.infer<typeof MatchSettings>;

/** Settings, and what they mean for the pairs that wait. */
export const SettingsAnswer = MatchSettings.extend({
  /** Pairs that are, or would be, joined without asking. */
  joins: z.int(),
  /** Pairs that people are, or would be, asked about: from the upper threshold on, and between both. */
  likely: z.int(),
  doubtful: z.int(),
});

/** Settings, and what they mean for the pairs that wait. */
export type SettingsAnswer = z.infer<typeof SettingsAnswer>;

/** A run over all profiles. */
export const MatchRun = z.object({
  id: z.int(),
  status: z.enum(["waiting", "running", "done", "cancelled", "failed", "undoing"]),
  /** "person 7", "token 3", "owner 1"; "tenure" where it started by itself. */
  askedBy: z.string(),
  askedAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  undoneAt: z.string().nullable(),
  stage: z.enum(["load", "block", "compare", "train", "score", "group", "store"]).nullable(),
  /** Records read so far; null in `records` until all are. */
  loaded: z.int(),
  records: z.int().nullable(),
  pairs: z.int().nullable(),
  /** Pairs of it that wait for an answer, were answered, and were joined by themselves. */
  waiting: z.int(),
  answered: z.int(),
  joined: z.int(),
});

/** A run over all profiles. */
export type MatchRun = z.infer<typeof MatchRun>;

/** The latest runs, the newest first. */
export const RunsAnswer = z.object({ runs: z.array(MatchRun) });

/** The latest runs. */
export type RunsAnswer = z.infer<typeof RunsAnswer>;

const ModelLevel = z.object({
  level: z.string(),
  m: z.number(),
  u: z.number(),
  weight: z.number(),
  seen: z.boolean(),
});

/** What the last run learned. */
export const MatchModel = z.object({
  records: z.int(),
  pairs: z.int(),
  /** The chance that two records drawn at random are one customer. */
  prior: z.number(),
  /** Answers of people that corrected it. */
  labels: z.int(),
  fields: z.array(z.object({ field: FieldName, filled: z.int(), levels: z.array(ModelLevel) })),
  rules: z.array(
    z.object({
      keys: z.array(z.object({ field: FieldName, part: z.enum(["text", "sound", "start", "year"]) })),
      anyOrder: z.boolean(),
      sure: z.boolean(),
      pairs: z.int(),
      largest: z.int(),
      leftOut: z.int(),
    }),
  ),
  /** Compared pairs by weight: from `bits` to one bit more. Of many pairs, those that can be listed. */
  bins: z.array(z.object({ bits: z.int(), pairs: z.int() })),
  /** What a threshold would do. */
  curve: z.array(
    z.object({
      chance: Chance,
      pairs: z.int(),
      /** Records in these pairs, and the customers that they would be. */
      records: z.int(),
      customers: z.int(),
    }),
  ),
});

/** What the last run learned. */
export type MatchModel = z.infer<typeof MatchModel>;

/** The last run that ended, and what it learned; both null before the first. */
export const ModelAnswer = z.object({
  asOf: z.string(),
  run: MatchRun.nullable(),
  model: MatchModel.nullable(),
  settings: SettingsAnswer,
});

/** The last run that ended, and what it learned. */
export type ModelAnswer = z.infer<typeof ModelAnswer>;

/** What a run asked of the facts, step by step. */
export const StepsAnswer = z.object({
  steps: z.array(
    z.object({
      stage: z.enum(["load", "block", "compare", "train", "score", "group"]),
      rows: z.int(),
      statements: z.array(z.object({ text: z.string(), times: z.int() })),
    }),
  ),
});

/** What a run asked of the facts. */
export type StepsAnswer = z.infer<typeof StepsAnswer>;

/** Whether to do it, or only to show what would come of it. */
export const PreviewQuestion = z.object({ preview: z.enum(["true", "false"]).default("false") });

/** Why a run's joins are undone. */
export const UndoBody = z.object({ reason: z.string().trim().min(1).max(500) });
