import { useQuery } from "@tanstack/react-query";
import type { FiguresAnswer } from "../../profile/segments/figures-contract.ts";
import { get } from "../api.ts";
import { kindOfFigure, type ValueKind } from "./comparisons.ts";
import { FIGURES } from "./say-is.ts";

const KINDS: Readonly<Record<string, ValueKind>> = { number: "number", age: "number", instant: "date" };

/** The figures that rules may name, as the server has them; until it has said so, those that every one has. */
export function useFigures() {
  const said = useQuery({
    queryKey: ["segments", "figures"],
    staleTime: 60 * 60_000,
    queryFn: ({ signal }) => get<FiguresAnswer>("/api/v1/segments/figures", {}, signal),
  }).data?.figures;
  const found = (name: string) => said?.find((figure) => figure.name === name);
  return {
    names: said?.map(({ name }) => name) ?? FIGURES,
    /** Those that order customers: numbers, of which more is more. */
    ranked: said?.filter(({ kind }) => kind === "number").map(({ name }) => name),
    valuesOf: (name: string) => found(name)?.values,
    kindOf: (name: string): ValueKind => {
      const figure = found(name);
      if (!figure) return kindOfFigure(name);
      return KINDS[figure.kind] ?? (figure.values ? "word" : "text");
    },
  };
}
