/** What is wrong with a condition, said at the input that is wrong. */
import { createContext, useContext, useLayoutEffect, useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { SaidText } from "../parts/SaidText.tsx";
import { useWords } from "../parts/use-words.ts";
import type { Path } from "./places.ts";
import { isMissing, keyOf, type Problem } from "./problems.ts";

type Place = {
  /** Where in the rule the inputs stand. */
  readonly path: Path;
  readonly problems: readonly Problem[];
  /** Says that an input shows a problem; what comes back takes that back. */
  readonly claim: (key: string) => () => void;
};

const PlaceContext = createContext<Place>({ path: [], problems: [], claim: () => () => undefined });

/** The inputs of a condition at its place in the rule; `rest` shows what none of them does. */
export function WrongAt(props: {
  path: Path;
  problems: readonly Problem[];
  children: ReactNode;
  rest: (unclaimed: readonly Problem[]) => ReactNode;
}) {
  const { path, problems } = props;
  const [claimed, setClaimed] = useState<readonly string[]>([]);
  const place = useMemo<Place>(() => {
    const claim = (key: string) => {
      setClaimed((before) => [...before, key]);
      return () => setClaimed((before) => before.toSpliced(before.indexOf(key), 1));
    };
    return { path, problems, claim };
  }, [path, problems]);
  return (
    <PlaceContext value={place}>
      {props.children}
      {props.rest(problems.filter((problem) => !claimed.includes(keyOf(problem))))}
    </PlaceContext>
  );
}

/** Inputs of a part, below one key or index of the rule. */
export function At({ step, children }: { step: string | number; children: ReactNode }) {
  const place = useContext(PlaceContext);
  const inner = useMemo(() => ({ ...place, path: [...place.path, step] }), [place, step]);
  return <PlaceContext value={inner}>{children}</PlaceContext>;
}

/** Which part of the rule an input writes, from where it stands. */
export type Where = {
  readonly at?: Path;
  /** It also answers for the whole part that it stands in. */
  readonly isHere?: boolean;
};

const begins = (path: Path, with_: Path): boolean => with_.every((step, nth) => step === path[nth]);

/** What is wrong with what an input writes; undefined where nothing is. */
export function useWrong({ at, isHere = false }: Where): ReactNode {
  const { t } = useTranslation();
  const words = useWords();
  const { path, problems, claim } = useContext(PlaceContext);
  const found = problems.find(
    (problem) =>
      (at && begins(problem.path, [...path, ...at])) ||
      (isHere && begins(problem.path, path) && problem.path.length === path.length),
  );
  const key = found && keyOf(found);
  useLayoutEffect(() => (key === undefined ? undefined : claim(key)), [key, claim]);
  if (!found) return undefined;
  if (isMissing(found.words)) return t("conditions.choose.missing");
  return (
    <>
      <SaidText said={words(found.words, "message")} /> <SaidText said={words(found.words, "fix")} />
    </>
  );
}

/** Gives the focus to the first input that is wrong, else to where the first problem stands. */
export function focusOnWrong(editor: HTMLElement | null): void {
  const wrong =
    editor?.querySelector("[aria-invalid=true]") ??
    editor?.querySelector("[data-problems]")?.closest("[id^=part-]")?.querySelector("input, select") ??
    editor?.querySelector("textarea, [data-add]");
  if (wrong instanceof HTMLElement) wrong.focus();
}
