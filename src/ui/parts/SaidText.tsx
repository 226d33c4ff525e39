import type { Said } from "./use-words.ts";

/** A text of the server's: what is not translated is marked as the English that it is. */
export function SaidText({ said: { text, foreign } }: { said: Said }) {
  return foreign ? (
    <span lang="en" dir="ltr">
      {text}
    </span>
  ) : (
    text
  );
}
