import { z } from "zod";

/** POST /api/v1/demo */
export const startDemoSchema = z.object({
  customers: z.int().min(10).max(100_000).default(20_000),
  /** Another seed makes another shop. */
  seed: z.int().min(0).max(999_999).default(1),
});

/** POST /api/v1/demo */
export type StartDemo = z.infer<typeof startDemoSchema>;

/**
 * Where the demo shop stands. `storing`: all events are handed over and the last are being stored;
 * a `cancelled` one keeps what it loaded until it is removed.
 */
export const DEMO_STATES = ["none", "loading", "storing", "loaded", "cancelled", "removing"] as const;

/** GET /api/v1/demo, and the answer of every change. */
export const demoSchema = z.object({
  state: z.enum(DEMO_STATES),
  customers: z.int().nullable(),
  seed: z.int().nullable(),
  /** Events handed over, of `total`; null until the shop was made up. */
  sent: z.int(),
  total: z.int().nullable(),
  /** Events of it that are not stored yet. */
  waiting: z.int(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
});

/** Where the demo shop stands. */
export type Demo = z.infer<typeof demoSchema>;
