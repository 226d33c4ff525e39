import type { State } from "../../core/state.ts";
import { addSource, allSources, type Source } from "../sources/index.ts";

/** The source of this name, whatever its kind; made where there is none. */
export async function sourceFor(state: State, name: string): Promise<Source> {
  const known = (await allSources(state)).find((source) => source.name === name);
  return known ?? addSource(state, { name, kind: "import", trust: "trusted" });
}
