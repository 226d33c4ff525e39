import fc from "fast-check";
import { expect, it } from "vitest";
import { linesOf, NoJson } from "./json-places.ts";

const TEXT = `{
  "all": [
    { "did": { "what": "order" } },
    {
      "trait": "plan",
      "is": { "any_of": ["a, b", "c]"] }
    }
  ]
}`;

it("tells on which line each part stands", () => {
  const lines = linesOf(TEXT);
  expect(lines.get("")).toBe(1);
  expect(lines.get("all")).toBe(2);
  expect(lines.get("all.0.did.what")).toBe(3);
  expect(lines.get("all.1")).toBe(4);
  expect(lines.get("all.1.is.any_of.1")).toBe(6);
});

it.each([
  ['{\n "all": [,]\n}', 2],
  ['{\n "all": [1 2]\n}', 2],
  ['{"a": 1}\n}', 2],
  ['{\n\n"a" 1}', 3],
  ["", 1],
  ['{"a": tru}', 1],
])("tells where %j is no JSON", (text, line) => {
  expect(() => linesOf(text)).toThrow(NoJson);
  expect(lineOf(text)).toBe(line);
});

function lineOf(text: string): number | null {
  try {
    linesOf(text);
    return null;
  } catch (error) {
    return error instanceof NoJson ? error.line : null;
  }
}

it("reads whatever JSON writes", () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(0, 2), (text, indent) => {
      const written = JSON.stringify(JSON.parse(text), null, indent);
      expect(lineOf(written)).toBeNull();
    }),
  );
});
