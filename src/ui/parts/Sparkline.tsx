type SparklineProps = {
  values: readonly (number | null)[];
  /** The last period is not over. */ open?: boolean;
};

const WIDTH = 120;
const HEIGHT = 24;

/** Stretches without a gap, as polyline points. */
function strokes(values: readonly (number | null)[]): string[] {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (index: number) => (index / Math.max(values.length - 1, 1)) * WIDTH;
  const y = (value: number) =>
    high === low ? HEIGHT / 2 : 2 + (1 - (value - low) / (high - low)) * (HEIGHT - 4);
  const lines: string[] = [];
  let line = "";
  for (const [index, value] of values.entries()) {
    if (value !== null) line += `${x(index).toFixed(1)},${y(value).toFixed(1)} `;
    if (value === null || index === values.length - 1) {
      if (line) lines.push(line.trim());
      line = "";
    }
  }
  return lines;
}

/** A small line of a figure's past, from left to right in every language; gaps stay gaps. */
export function Sparkline({ values, open = false }: SparklineProps) {
  if (values.filter((value) => value !== null).length < 2) return null;
  const done = open ? values.map((value, at) => (at === values.length - 1 ? null : value)) : values;
  const last = open ? values.map((value, at) => (at < values.length - 2 ? null : value)) : [];
  const shared = {
    fill: "none",
    stroke: "var(--accent)",
    strokeWidth: 1.5,
    vectorEffect: "non-scaling-stroke",
  } as const;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      width="100%"
      height={HEIGHT}
      aria-hidden
    >
      {strokes(done).map((points) => (
        <polyline key={points} points={points} {...shared} />
      ))}
      {open &&
        strokes(last).map((points) => (
          <polyline key={points} points={points} strokeDasharray="3 3" {...shared} />
        ))}
    </svg>
  );
}
