/** One line (record) of a file: its number as an editor shows it, and its cells as text. */
export type Row = { readonly line: number; readonly cells: readonly string[] };

/** A file that is being read: its columns, then its rows in blocks. */
export type Reading = {
  readonly columns: readonly string[];
  readonly blocks: AsyncIterable<readonly Row[]>;
  /** How far the reading is, in bytes of the file as it lies on the disk. */
  readonly bytesRead: () => number;
  /** Rows in all where the file itself says so (Parquet). */
  readonly total: number | null;
};

/** Rows a block. */
export const BLOCK = 2_000;

/**
 * Names every column once: an empty name becomes "column 3", a second "Email" becomes "Email (2)",
 * so that a mapping can point at each.
 */
export function uniqueNames(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name, index) => {
    const plain = name.replaceAll("\u0000", "").toWellFormed().trim() || `column ${index + 1}`;
    const times = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, times);
    return times === 1 ? plain : `${plain} (${times})`;
  });
}
