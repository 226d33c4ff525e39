import { customerFigures, FIGURE_GROUPS } from "./measure/customers/index.ts";
import { rfmFigures } from "./measure/rfm/index.ts";

/** What rules may ask of customers' orders: one for the process, since what it rests on is remembered. */
export const figures = customerFigures([...FIGURE_GROUPS, rfmFigures]);
