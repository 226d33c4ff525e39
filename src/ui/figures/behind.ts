import type { SetOfCustomers } from "../../measure/customers/contract.ts";
import { address, type Query } from "../api.ts";

/** The address of the customers behind a figure: the set, and the basis that the figure was asked with. */
export function behindHref(set: SetOfCustomers, basis: Query): string {
  return address("/behind", { ...basis, ...set });
}
