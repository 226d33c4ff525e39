/** `GET /api/v1/compare…`: two sets of customers, held against each other on everything that is known of them. */
import { z } from "zod";
import { SetName } from "../basis/contract.ts";

/** The side that holds everybody who is not in the other. */
export const OTHERS = "others";

const Side = z.string().min(1).max(300);

/** `segment:` and a number or name, `persona:` and an id; one of the two may be `others`: everybody else. */
export const compareQuestion = z.object({ a: Side, b: Side.default(OTHERS) });

/** Zod's output of {@link compareQuestion}. */
export type CompareQuestion = z.infer<typeof compareQuestion>;

/** What a line is about; the key of its name. */
export const LINE_GROUPS = [
  "behaviour",
  "standing",
  "rfm",
  "retention",
  "set",
  "consent",
  "trait",
  "bought",
  "viewed",
  "country",
  "language",
] as const;

/** How a mean is read; of money and numbers it is the geometric one, of shares the share of customers or the mean share. */
export const LINE_UNITS = ["money", "number", "share"] as const;

/** Of how many it is known, and their mean. */
const SideOfLine = z.object({ known: z.int(), mean: z.number() });

/** One measure in which two sets are compared. */
export const Line = z.object({
  /** Unique: its group and name, such as `behaviour:evenings`, `trait:plan:pro`, `bought:85123A`. */
  key: z.string(),
  group: z.enum(LINE_GROUPS),
  /** The measure's own name within its group: `evenings`, `lost`, a trait's name, a product's id. */
  name: z.string(),
  /** What the name takes in: a trait's value, a product's name; empty where there is none. */
  value: z.string(),
  /** Of the group `set`: the segment or persona that is meant. */
  set: SetName.nullable(),
  unit: z.enum(LINE_UNITS),
  /** Whether each customer either is so or is not; else each has an amount or a share of their own. */
  isYesOrNo: z.boolean(),
  a: SideOfLine,
  b: SideOfLine,
  /** The difference in pooled standard deviations, above 0 where a has more, with its 95 % interval. */
  d: z.number(),
  from: z.number(),
  to: z.number(),
  /** Of Welch's test, and the same adjusted for how many lines there are (Benjamini and Hochberg). */
  p: z.number(),
  q: z.number(),
  /** Whether q is at most 5 %: of the lines that hold, about so many are chance. */
  holds: z.boolean(),
});

/** Zod's output of {@link Line}. */
export type CompareLine = z.infer<typeof Line>;

const SideAnswer = z.object({
  /** Null: everybody else. */
  set: SetName.nullable(),
  /** All of the set, with those who are in both. */
  customers: z.int(),
  /** Those who are compared: in this and not in the other. */
  compared: z.int(),
  /** How many of them were looked at. */
  looked: z.int(),
});

/** What came of it. */
export const Comparison = z.object({
  a: SideAnswer,
  b: SideAnswer,
  /** In both: left out of both sides. */
  both: z.int(),
  /** Not all were looked at. */
  sampled: z.boolean(),
  asOf: z.iso.datetime(),
  currency: z.string(),
  /** What holds first, by how much it differs; then the rest. */
  lines: z.array(Line),
});

/** Zod's output of {@link Comparison}. */
export type Comparison = z.infer<typeof Comparison>;

/** The answer; while it is being worked out, how far it is. The same question asks again. */
export const CompareAnswer = z.object({
  /** From 0 to 1. */
  share: z.number(),
  comparison: Comparison.nullable(),
});

/** Zod's output of {@link CompareAnswer}. */
export type CompareAnswer = z.infer<typeof CompareAnswer>;

/** `GET /api/v1/compare/customers`: those behind one side of a line, whoever has most of it first. */
export const behindQuestion = compareQuestion.extend({
  line: z.string().min(1).max(700),
  side: z.enum(["a", "b"]).default("a"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
});

/** Zod's output of {@link behindQuestion}. */
export type BehindQuestion = z.infer<typeof behindQuestion>;

/** The customers of a side of whom it is known; of what is so or not, those of whom it is so. */
export const BehindAnswer = z.object({
  line: Line,
  side: z.enum(["a", "b"]),
  set: SetName.nullable(),
  /** How many of the side were looked at, where not all were; else null. */
  sampledFrom: z.int().nullable(),
  currency: z.string(),
  total: z.int(),
  rows: z.array(z.object({ profileId: z.string(), name: z.string().nullable(), value: z.number() })),
});

/** Zod's output of {@link BehindAnswer}. */
export type CompareBehind = z.infer<typeof BehindAnswer>;
