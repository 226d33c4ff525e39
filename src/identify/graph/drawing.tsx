/** Which identifiers and links are drawn, and as what. */
import type { IdentityAnswer, IdentityHandle, IdentityLink } from "./contract.ts";
import { placesOf, type Line, type Place } from "./layout.tsx";

/** An identifier in the drawing, or another customer that a link leads to. */
export type Node = Place & {
  readonly key: string;
  readonly type: string;
  readonly label: string;
  /** Null for another customer. */
  readonly handle: IdentityHandle | null;
};

/** A link in the drawing. */
export type DrawnLine = Line & { readonly link: IdentityLink };

/** What is drawn; `left` identifiers are not, for want of room. */
export type Graph = {
  readonly nodes: Node[];
  readonly lines: DrawnLine[];
  readonly left: number;
  readonly narrow: boolean;
};

/** More than this are drawn small. */
export const FEW = 14;

/** More than this nobody can read. */
export const MOST_DRAWN = 40;

function lineOf(link: IdentityLink, own: ReadonlySet<number>): DrawnLine {
  const end = (handle: number) => (own.has(handle) ? String(handle) : (link.otherProfile ?? String(handle)));
  return { source: end(link.a), target: end(link.b), link };
}

/** Whether the far end of a link is no identifier of this customer. */
export function leadsOut(link: IdentityLink): link is IdentityLink & { otherProfile: string } {
  return link.otherProfile !== null;
}

type Given = Pick<IdentityAnswer, "handles" | "links">;

/** The identifiers in their order; where they are too many to be drawn, those with most links first. */
export function byTies({ handles, links }: Given): IdentityHandle[] {
  if (handles.length <= MOST_DRAWN) return handles;
  const ties = new Map<number, number>();
  for (const { a, b } of links) for (const end of [a, b]) ties.set(end, (ties.get(end) ?? 0) + 1);
  return handles.toSorted((one, other) => (ties.get(other.id) ?? 0) - (ties.get(one.id) ?? 0));
}

/** So many times as wide as high: few signs lie flat, many need the height too. */
function stretchOf(nodes: number, narrow: boolean): number {
  if (narrow) return 0.85;
  return nodes > FEW ? 1.1 : 1.9;
}

/** The graph of a customer's identifiers, for a wide panel or for a phone. */
export function graphOf({ handles, links }: Given, narrow: boolean): Graph {
  const drawn = byTies({ handles, links }).slice(0, MOST_DRAWN);
  const own = new Set(drawn.map(({ id }) => id));
  const shown = links.filter(({ a, b, otherProfile }) =>
    otherProfile === null ? own.has(a) && own.has(b) : own.has(a) || own.has(b),
  );
  const lines = shown.map((link) => lineOf(link, own));
  const others = [...new Set(shown.filter(leadsOut).map(({ otherProfile }) => otherProfile))];
  const keys = [...drawn.map(({ id }) => String(id)), ...others];
  const places = placesOf(keys, lines, stretchOf(keys.length, narrow));
  const at = (key: string): Place => places.get(key) ?? { x: 0, y: 0 };
  const nodes = [
    ...drawn.map((handle) => ({
      ...at(String(handle.id)),
      ...{ key: String(handle.id), type: handle.type, label: handle.value, handle },
    })),
    ...others.map((id) => ({ ...at(id), key: id, type: "other_profile", label: id, handle: null })),
  ];
  return { nodes, lines, left: handles.length - drawn.length, narrow };
}
