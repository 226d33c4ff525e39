import { leadingNumbers, type DateOrder } from "./dates.ts";

/** What a column's dates say about the order of day and month. */
export class DateOrderEvidence {
  /** Dates such as 03/04 that either order can read. */
  open = 0;
  dayFirst = 0;
  monthFirst = 0;
  readonly examples: string[] = [];

  /** Looks at one value. */
  add(text: string): void {
    const numbers = leadingNumbers(text.trim());
    if (!numbers) return;
    if (numbers[0] > 12) this.dayFirst++;
    else if (numbers[1] > 12) this.monthFirst++;
    else if (numbers[0] !== numbers[1]) {
      this.open++;
      if (this.examples.length < 3) this.examples.push(text);
    }
  }

  /**
   * The order that fits: the one that any value above 12 decides. Where values decide for both,
   * the more frequent one; the others' lines are refused as no dates.
   */
  settled(): DateOrder | null {
    if (this.dayFirst === this.monthFirst) return null;
    return this.dayFirst > this.monthFirst ? "day-first" : "month-first";
  }

  /** Whether a person has to say: there are dates to read two ways and none that decides. */
  asks(): boolean {
    return this.open > 0 && this.settled() === null;
  }
}
