import { z } from "zod";
import { MOST_ID } from "../../core/ids.ts";
import { wordsSchema } from "../../core/words-schema.ts";
import { MappingSchema } from "./mapping-contract.ts";
import { ImportReportSchema } from "./report-contract.ts";

export type { ImportReport, Outcome } from "./report-contract.ts";

/** What the lines of a file are. */
export const IMPORT_KINDS = ["order-lines", "orders", "customers", "events", "consents"] as const;

/** One of {@link IMPORT_KINDS}. */
export const ImportKindSchema = z.enum(IMPORT_KINDS);
/** One of {@link IMPORT_KINDS}. */
export type ImportKind = z.infer<typeof ImportKindSchema>;

/**
 * Where an import stands: `uploaded` (not looked into yet), `mapping` (waits for the mapping to be
 * confirmed), `staging` (reads the file), `running` (hands events over), `finishing` (all handed
 * over, the last are being stored), then one of the ends.
 */
export const IMPORT_STATUSES = [
  "uploaded",
  "mapping",
  "staging",
  "running",
  "finishing",
  "done",
  "cancelled",
  "failed",
  "undoing",
  "undone",
] as const;
/** One of {@link IMPORT_STATUSES}. */
export const ImportStatusSchema = z.enum(IMPORT_STATUSES);
/** One of {@link IMPORT_STATUSES}. */
export type ImportStatus = z.infer<typeof ImportStatusSchema>;

const count = z.number().int().min(0);

/** How far an import is. */
export const ImportProgressSchema = z.object({
  /** Lines read so far. */
  rows: count,
  /** Lines in all; an estimate until the whole file was read; null where nothing can be said. */
  total: count.nullable(),
  /** Bytes of the (unpacked) file read so far. */
  bytes: count,
  /** Lines a second. */
  rate: z.number().min(0),
  secondsLeft: z.number().min(0).nullable(),
});
/** How far an import is. */
export type ImportProgress = z.infer<typeof ImportProgressSchema>;

/** One import as lists and pages show it. */
export const ImportViewSchema = z.object({
  id: z.number().int(),
  filename: z.string(),
  kind: ImportKindSchema.nullable(),
  source: z.object({ id: z.number().int(), name: z.string() }),
  status: ImportStatusSchema,
  bytes: count,
  sha256: z.string(),
  progress: ImportProgressSchema,
  report: ImportReportSchema,
  /** Why it failed or was sent back to `mapping`, and what to do; null otherwise. */
  problem: wordsSchema.extend({ field: z.string().optional() }).nullable(),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
});
/** One import as lists and pages show it. */
export type ImportView = z.infer<typeof ImportViewSchema>;

/** How many refused lines a page shows; the file to download has all. */
const MOST_REFUSED = 200;

/** A line that was refused: where, its value, and what is wrong with it. */
const RefusedLineSchema = wordsSchema.pick({ message: true, reason: true }).extend({
  line: z.number().int(),
  /** "" where the whole line is wrong. */
  column: z.string(),
  value: z.string(),
});
/** A line that was refused. */
export type RefusedLine = z.infer<typeof RefusedLineSchema>;

/** GET /api/v1/imports/:id/refused: the first refused lines. */
export const RefusedQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(MOST_REFUSED).default(50),
});
/** The answer of GET /api/v1/imports/:id/refused. */
export const RefusedLinesSchema = z.object({ lines: z.array(RefusedLineSchema) });

/** Something that the file doesn't say. */
export const QuestionSchema = z.object({
  /** The mapping's key that holds the answer. */
  id: z.enum(["dateOrder", "timeZone", "currency"]),
  /** An import can't start before a required one is answered. */
  required: z.boolean(),
  column: z.string().nullable(),
  examples: z.array(z.string()),
  choices: z.array(z.string()),
  /** What is taken where nobody answers (null for a required one). */
  assumed: z.string().nullable(),
});
/** Something that the file doesn't say. */
export type Question = z.infer<typeof QuestionSchema>;

/** How the file is written. */
export const FileFormatSchema = z.object({
  type: z.enum(["csv", "jsonl", "parquet"]),
  compression: z.enum(["none", "gzip", "zstd"]),
  encoding: z.string(),
  delimiter: z.string(),
  quote: z.string(),
  /** Whether the first line names the columns. */
  header: z.boolean(),
});
/** How the file is written. */
export type FileFormat = z.infer<typeof FileFormatSchema>;

/** What was found in an uploaded file, for a person to confirm. */
export const PreviewSchema = z.object({
  format: FileFormatSchema,
  /** The shop system whose export this is, e.g. "shopify-orders"; null where it isn't recognised. */
  recognised: z.string().nullable(),
  columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
  /** The first lines. */
  rows: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
  kind: z.object({ value: ImportKindSchema, confidence: z.number() }),
  /** The mapping as guessed, or as a person last saved it. */
  mapping: MappingSchema,
  /** How sure each guessed column is, 0 to 1, by field. */
  confidence: z.record(z.string(), z.number()),
  /** Fields that the kind needs and no column was found for. */
  missing: z.array(z.string()),
  questions: z.array(QuestionSchema),
  /** All fields that the kind knows, for the page on which columns are chosen. */
  fields: z.array(z.object({ name: z.string(), required: z.boolean() })),
});
/** What was found in an uploaded file, for a person to confirm. */
export type Preview = z.infer<typeof PreviewSchema>;

/** The query of POST /api/v1/imports; the body is the file itself. */
export const UploadQuerySchema = z.object({
  filename: z.string().min(1).max(255),
  kind: ImportKindSchema.optional(),
  /** Name of the source that the data comes from; made where it doesn't exist. Left out: one for all such files. */
  source: z.string().min(1).max(100).optional(),
  /** Name of a saved mapping to begin with. */
  mapping: z.string().min(1).max(100).optional(),
});

/** The path of all routes of one import. */
export const ImportIdSchema = z.object({
  id: z.coerce.number().int().min(1).max(MOST_ID),
});

/** GET /api/v1/imports, the newest first. */
export const ImportListQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Only imports older than this id. */
  before: z.coerce.number().int().positive().max(MOST_ID).optional(),
});

/** The answer of GET /api/v1/imports. */
export const ImportListSchema = z.object({ imports: z.array(ImportViewSchema) });

/** The path of the saved mappings' routes. */
export const MappingNameSchema = z.object({ name: z.string().min(1).max(100) });

/** A mapping saved under a name. */
export const SavedMappingSchema = z.object({
  name: z.string(),
  mapping: MappingSchema,
  updatedAt: z.iso.datetime(),
});

/** The answer of GET /api/v1/import-mappings. */
export const SavedMappingListSchema = z.object({ mappings: z.array(SavedMappingSchema) });

/** POST /api/v1/imports/:id/rerun: undoes the import and starts it again. */
export const RerunBodySchema = z.object({ mapping: MappingSchema.optional() });
