import type { NamedSet } from "../../measure/basis/contract.ts";
import { usePersonaName } from "./use-persona-name.ts";

/** A set as addresses name it. */
export function whoOf({ kind, id }: Pick<NamedSet, "kind" | "id">): string {
  return `${kind}:${id}`;
}

/** What a set of customers is called, in the reader's language where nobody named it. */
export function useSetName(): (set: Pick<NamedSet, "id" | "name" | "marks">) => string {
  const persona = usePersonaName();
  return (set) => set.name || persona.name(set);
}
