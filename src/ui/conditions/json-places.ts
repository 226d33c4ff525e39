/** On which line of a JSON text each part of its value stands. */

/** Lines by path, whose steps are joined by dots; the whole is "". */
export type Lines = ReadonlyMap<string, number>;

/** A text that is no JSON, with the line where it stops being any. */
export class NoJson extends Error {
  readonly line: number;
  constructor(line: number) {
    super("no JSON");
    this.line = line;
  }
}

const SPACE = /\s*/y;
const SCALAR = /"(?:[^"\\]|\\.)*"|[^\s,\]}:]+/y;

/** Reads where things stand; throws {@link NoJson} where the text is none. */
export function linesOf(text: string): Lines {
  const lines = new Map<string, number>();
  let at = 0;
  const line = () => text.slice(0, at).split("\n").length;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? "";
    at += found.length;
    return found;
  };
  const next = () => (take(SPACE), text[at]);
  const scalar = (): unknown => {
    const start = line();
    try {
      return JSON.parse(take(SCALAR)) as unknown;
    } catch {
      throw new NoJson(start);
    }
  };
  const part = (path: string, isObject: boolean, index: number) => {
    if (!isObject) return value(path === "" ? String(index) : `${path}.${index}`);
    const name = String(scalar());
    if (next() !== ":") throw new NoJson(line());
    at += 1;
    value(path === "" ? name : `${path}.${name}`);
  };
  const value = (path: string): void => {
    const open = next();
    lines.set(path, line());
    if (open !== "{" && open !== "[") return void scalar();
    const close = open === "{" ? "}" : "]";
    at += 1;
    for (let index = 0; next() !== close; index += 1) {
      if (index > 0 && text[at] !== ",") throw new NoJson(line());
      if (index > 0) at += 1;
      next();
      part(path, open === "{", index);
    }
    at += 1;
  };
  value("");
  if (next() !== undefined) throw new NoJson(line());
  return lines;
}
