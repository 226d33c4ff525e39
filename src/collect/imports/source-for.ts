import type { State } from "../../core/state.ts";
import { readSettings, type Settings } from "../../workspace/settings/index.ts";
import { addSource, allSources, type Source } from "../sources/index.ts";

/** What the source of files is called that are imported without naming one. */
const UNNAMED: Readonly<Record<Settings["language"], string>> = {
  en: "Imports",
  tr: "İçe aktarmalar",
  ar: "الاستيراد",
};

/**
 * The source of this name, whatever its kind; made where there is none. Without a name the one for all
 * such files: called in the workspace's language as it is made, and the same in any language after.
 */
export async function sourceFor(state: State, name: string | undefined): Promise<Source> {
  const all = await allSources(state);
  const names = name === undefined ? Object.values(UNNAMED) : [name];
  const known = all.find((source) => names.includes(source.name));
  if (known) return known;
  const made = name ?? UNNAMED[(await readSettings(state)).language];
  return addSource(state, { name: made, kind: "import", trust: "trusted" });
}
