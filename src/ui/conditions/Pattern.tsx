import { Fragment, type ReactNode } from "react";

const SLOT = /⟦(\w+)⟧/;

/** Values for a text that mark where its slots are. */
export function slots<Name extends string>(...names: readonly Name[]): Record<Name, string> {
  return Object.fromEntries(names.map((name) => [name, `⟦${name}⟧`])) as Record<Name, string>;
}

/**
 * A translated pattern whose slots are inputs, in the order that the language has them: what is
 * written, read aloud and walked through with Tab is one sentence.
 */
export function Pattern({ text, children }: { text: string; children: Readonly<Record<string, ReactNode>> }) {
  const parts = text.replaceAll(/[\u2068\u2069]/g, "").split(SLOT);
  return parts.map((part, at) => {
    if (at % 2 === 1) return <Fragment key={part}>{children[part]}</Fragment>;
    return part.trim() && <span key={`text ${at}`}>{part.trim()}</span>;
  });
}
