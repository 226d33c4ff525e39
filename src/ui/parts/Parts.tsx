import { Fragment, type ReactNode } from "react";

/** Short texts one after the other, each in its own direction. */
export function Parts({ parts }: { parts: readonly ReactNode[] }) {
  return parts.filter(Boolean).map((part, at) => (
    <Fragment key={at}>
      {at > 0 && " · "}
      <bdi>{part}</bdi>
    </Fragment>
  ));
}

/** The same where no markup may stand: each between the signs that isolate it. */
export function inOneLine(parts: readonly string[]): string {
  return parts
    .filter(Boolean)
    .map((part) => `\u2068${part}\u2069`)
    .join(" · ");
}
