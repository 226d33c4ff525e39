import type { ReactNode } from "react";

/** A name, id or number that keeps its own direction inside a text of the other. */
export function Isolated({ children, title }: { children: ReactNode; title?: string }) {
  return <bdi title={title}>{children}</bdi>;
}
