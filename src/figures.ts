import { customerFigures } from "./measure/customers/index.ts";

/** What rules may ask of customers' orders: one for the process, since what it rests on is remembered. */
export const figures = customerFigures();
