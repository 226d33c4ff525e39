const DELIMITERS = [",", ";", "\t", "|"] as const;

/** How a CSV is written. */
export type CsvDialect = { readonly delimiter: string; readonly quote: string };

/**
 * The delimiter that splits the sample's lines into the same number of cells, the most of them;
 * quotes are double unless cells begin and end with single ones.
 */
export function dialectOf(sample: string): CsvDialect {
  const quote = quoteOf(sample);
  let best: CsvDialect = { delimiter: ",", quote };
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const score = evenness(cellCounts(sample, delimiter, quote));
    if (score > bestScore) [best, bestScore] = [{ delimiter, quote }, score];
  }
  return best;
}

function quoteOf(sample: string): string {
  const double = sample.match(/(?:^|[,;\t|\n])"/g)?.length ?? 0;
  const single = sample.match(/(?:^|[,;\t|\n])'[^'\n]*'(?=[,;\t|\r\n]|$)/g)?.length ?? 0;
  return single > double ? "'" : '"';
}

/** Cells of each of the first lines, quoted delimiters and line ends left out. */
function cellCounts(sample: string, delimiter: string, quote: string): number[] {
  const counts: number[] = [];
  let cells = 1;
  let quoted = false;
  for (const character of sample) {
    if (character === quote) quoted = !quoted;
    else if (quoted) continue;
    else if (character === delimiter) cells++;
    else if (character === "\n") {
      counts.push(cells);
      cells = 1;
      if (counts.length >= 100) break;
    }
  }
  if (counts.length === 0) counts.push(cells);
  return counts;
}

/** The commonest number of cells times the share of lines that have it; nothing for one cell a line. */
function evenness(counts: readonly number[]): number {
  const tally = new Map<number, number>();
  for (const cells of counts) tally.set(cells, (tally.get(cells) ?? 0) + 1);
  let best = 0;
  for (const [cells, lines] of tally) {
    if (cells > 1) best = Math.max(best, cells * (lines / counts.length) ** 2);
  }
  return best;
}
