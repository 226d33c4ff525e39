/** `GET /api/v1/figures/dimensions`: what orders can be told apart by, with the values that occur. */
import { z } from "zod";
import { Basis, DIMENSIONS, SetName } from "../basis/contract.ts";

/** One dimension that came with the data; the 100 values with the most orders. */
export const DimensionValues = z.object({
  dimension: z.enum(DIMENSIONS),
  values: z.array(z.object({ value: z.string(), label: z.string(), orders: z.number().int() })),
  /** Values that the list leaves out. */
  more: z.number().int(),
});

/** Zod's output of {@link DimensionValues}. */
export type DimensionList = z.infer<typeof DimensionValues>;

/** The answer; a dimension with fewer than two values is absent. */
export const DimensionsAnswer = z.object({ basis: Basis, dimensions: z.array(DimensionValues) });

/** Zod's output of {@link DimensionsAnswer}. */
export type Dimensions = z.infer<typeof DimensionsAnswer>;

/** `GET /api/v1/figures/who`: the sets of customers that figures can be held to, and told apart by. */
export const WhoAnswer = z.object({ sets: z.array(SetName) });

/** Zod's output of {@link WhoAnswer}. */
export type Who = z.infer<typeof WhoAnswer>;
