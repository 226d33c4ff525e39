/** How segments' sizes went, as the pages get it. Days are those of the workspace's zone. */
import { z } from "zod";

const Count = z.int().nonnegative();
const Size = Count.nullable().describe("At the end of the day; null before the segment was made.");

/** A segment's size by day, with who came and who went. */
export const HistoryAnswer = z.object({
  days: z.array(
    z.object({
      day: z.string(),
      members: Size,
      entered: Count,
      left: Count,
      enteredByRule: Count.describe("Of entered: since the rule is new or another."),
      leftByRule: Count.describe("Of left: since the rule is new or another."),
    }),
  ),
  zone: z.string(),
  asOf: z.string(),
});

/** A segment's size by day. */
export type HistoryAnswer = z.infer<typeof HistoryAnswer>;

/** The sizes of all segments by day. */
export const SizesAnswer = z.object({
  segments: z.array(z.object({ id: z.int(), members: z.array(Size) })),
  from: z.string().describe("The first day; each size is a day later than the one before."),
  zone: z.string(),
  asOf: z.string(),
});

/** The sizes of all segments by day. */
export type SizesAnswer = z.infer<typeof SizesAnswer>;
