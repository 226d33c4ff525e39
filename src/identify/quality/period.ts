/** The 30 days that a figure is of, and the 30 before; instants in milliseconds. */
export type Period = { readonly before: number; readonly from: number; readonly to: number };

/** How many days the page looks at. */
export const DAYS = 30;

const LENGTH = DAYS * 86_400_000;

/** The days up to an instant, and those before them. */
export function periodUpTo(to: number): Period {
  return { before: to - 2 * LENGTH, from: to - LENGTH, to };
}
