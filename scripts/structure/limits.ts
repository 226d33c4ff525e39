/**
 * What a figure may be where the baseline has none smaller: aims that hold for the whole project
 * (STYLE: median ≤ 60, p90 ≤ 200; functions' p90 ≤ 30). Inside them the project may still move.
 */
const AIMS: Record<string, number> = {
  "median lines a file": 60,
  "p90 lines a file": 200,
  "p90 lines a function": 30,
};

/** Figures that grew past what is committed and past the aim, in words. */
export function grown(
  figures: Readonly<Record<string, number>>,
  baseline: Readonly<Record<string, number>>,
): string[] {
  return Object.entries(figures)
    .filter(([name, value]) => value > Math.max(baseline[name] ?? 0, AIMS[name] ?? 0))
    .map(([name, value]) => `${name}: ${value}, was ${baseline[name] ?? 0}`);
}

/** The next baseline: never above the last one. */
export function lowered(
  figures: Readonly<Record<string, number>>,
  baseline: Readonly<Record<string, number>> | null,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [
      name,
      baseline?.[name] === undefined ? value : Math.min(value, baseline[name]),
    ]),
  );
}
