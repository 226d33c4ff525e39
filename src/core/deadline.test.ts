import { expect, test } from "vitest";
import { saidWhile } from "./deadline.ts";

test("what takes long is told again and again while it does", async () => {
  let told = 0;
  const { promise, resolve } = Promise.withResolvers<string>();
  const say = () => {
    told += 1;
    if (told === 3) resolve("done");
  };
  expect(await saidWhile(promise, say, 1)).toBe("done");
  expect(told).toBe(3);
});
