/** What of a customer's identity is drawn, and where it stands in the picture. */
import { describe, expect, test } from "vitest";
import type { IdentityHandle, IdentityLink } from "./contract.ts";
import { MOST_DRAWN, byTies, graphOf } from "./drawing.tsx";

const at = "2026-01-31T12:00:00.000Z";

const handle = (id: number): IdentityHandle => ({
  ...{ id, type: "anonymous_id", value: `visitor-${id}`, trust: "trusted", shared: false },
  ...{ firstSeen: at, lastSeen: at, sourceId: 1, sourceName: "Shop", passedOn: null },
});

const link = (a: number, b: number, otherProfile: string | null = null): IdentityLink => ({
  ...{ id: a * 1000 + b, a, b, rule: "same_event", trust: "trusted", verdict: "holds", reason: "" },
  ...{ messageId: "m", sourceId: 1, sourceName: "Shop", at, lastSeen: at, otherProfile, claim: null },
});

/** One identifier that all others are tied to. */
const star = (others: number) => ({
  handles: Array.from({ length: others + 1 }, (_, id) => handle(id + 1)),
  links: Array.from({ length: others }, (_, id) => link(others + 1, id + 1)),
});

describe("the drawing of an identity", () => {
  test.each([1, 2, 3, 8, 30])(
    "puts %i identifiers around the one that ties them, each on its own",
    (others) => {
      const { nodes } = graphOf(star(others), false);
      const places = new Set(nodes.map(({ x, y }) => `${x} ${y}`));
      expect(places.size).toBe(others + 1);
      expect(nodes.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
    },
  );

  test("shows the other customer that a link leads to, once", () => {
    const handles = [handle(1), handle(2)];
    const links = [link(1, 2), link(1, 9, "p_9"), link(2, 9, "p_9")];
    const { nodes, lines } = graphOf({ handles, links }, false);
    expect(nodes.map(({ key }) => key)).toEqual(["1", "2", "p_9"]);
    expect(lines.map(({ source, target }) => `${source}-${target}`)).toEqual(["1-2", "1-p_9", "2-p_9"]);
  });

  test("keeps those with most links where there are too many, and says how many are left", () => {
    const many = star(100);
    const { nodes, lines, left } = graphOf(many, true);
    expect(nodes).toHaveLength(MOST_DRAWN);
    expect(nodes[0]?.key).toBe("101");
    expect(lines).toHaveLength(MOST_DRAWN - 1);
    expect(left).toBe(101 - MOST_DRAWN);
    expect(byTies(many).map(({ id }) => id)).toContain(100);
  });

  test("draws what nothing ties to the rest beside it", () => {
    const { nodes, lines } = graphOf(
      { handles: [handle(1), handle(2), handle(3)], links: [link(1, 2)] },
      false,
    );
    expect(nodes).toHaveLength(3);
    expect(lines).toHaveLength(1);
    expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(3);
  });
});
