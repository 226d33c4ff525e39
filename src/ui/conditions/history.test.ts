import { expect, it } from "vitest";
import { begun, changedAt, redone, stepped, undone } from "./history.ts";

it("takes back step by step, and has it again", () => {
  const two = stepped(stepped(begun("a"), "b"), "c");
  expect(undone(two).present).toBe("b");
  expect(undone(undone(two)).present).toBe("a");
  expect(undone(undone(undone(two))).present).toBe("a");
  expect(redone(undone(two)).present).toBe("c");
  expect(redone(two)).toBe(two);
});

it("takes the letters of one word back together", () => {
  const typed = stepped(stepped(stepped(begun(""), "h", "name"), "he", "name"), "hey", "name");
  expect(undone(typed).present).toBe("");
});

it("forgets what was undone once something else is written", () => {
  const other = stepped(undone(stepped(begun("a"), "b")), "c");
  expect(redone(other)).toBe(other);
  expect(undone(other).present).toBe("a");
});

it("tells the same input from another by where the values differ", () => {
  const leaf = { did: { what: "order" }, times: { at_least: 1 } };
  expect(changedAt(leaf, { ...leaf, times: { at_least: 12 } })).toBe("times.at_least.");
  expect(changedAt(leaf, { ...leaf, did: { what: "refund" } })).toBe("did.what.");
  expect(changedAt(leaf, { ...leaf, times: { at_most: 1 } })).toBe("times.*");
});
