/** The figures that rules may name. */
import { z } from "zod";

/** The figures that rules may name: `figure` and `top` take their names. */
export const FiguresAnswer = z.object({
  figures: z.array(
    z.object({
      name: z.string(),
      kind: z
        .enum(["number", "text", "instant", "age"])
        .describe("age: days since an instant, compared as a number."),
      values: z.array(z.string()).optional().describe("All that a text can be, where they are few."),
    }),
  ),
});

/** The figures that rules may name. */
export type FiguresAnswer = z.infer<typeof FiguresAnswer>;
