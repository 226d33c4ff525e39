const HOUR = 3_600_000;

/**
 * Turns a time on the wall of a zone into an instant. The hour that a clock change skips counts
 * as the later one, the hour it repeats as the first.
 */
export function zoneReader(timeZone: string): (wall: number) => number {
  if (timeZone === "UTC") return (wall) => wall;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const offsets = new Map<number, number>();
  /** Offsets change on whole hours or half hours only, so one look a half hour is enough. */
  const offsetAt = (instant: number): number => {
    const slot = Math.floor(instant / (HOUR / 2));
    const known = offsets.get(slot);
    if (known !== undefined) return known;
    if (offsets.size > 100_000) offsets.clear();
    const offset = wallOf(format, slot * (HOUR / 2)) - slot * (HOUR / 2);
    offsets.set(slot, offset);
    return offset;
  };
  return (wall) => {
    const before = offsetAt(wall - 24 * HOUR);
    const first = wall - before;
    if (offsetAt(first) === before) return first;
    const second = wall - offsetAt(first);
    return offsetAt(second) === offsetAt(first) ? second : first;
  };
}

function wallOf(format: Intl.DateTimeFormat, instant: number): number {
  const part = Object.fromEntries(
    format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
