import { describe, expect, it } from "vitest";
import { Remembered, oneEach } from "./remembered.ts";

const FRESH = 1000;

/** A store that says how often it was asked, once it is let. */
function store() {
  let asked = 0;
  const waiting: ((settle: "answer" | "fail") => void)[] = [];
  const read = () => {
    const answer = (asked += 1);
    return new Promise<number>((resolve, reject) => {
      waiting.push((settle) => (settle === "answer" ? resolve(answer) : reject(new Error("down"))));
    });
  };
  const settle = async (how: "answer" | "fail" = "answer") => {
    waiting.shift()?.(how);
    await new Promise(setImmediate);
  };
  return { read, settle, asked: () => asked };
}

async function known() {
  const remembered = new Remembered<number>({ freshMs: FRESH, most: 2 });
  const { read, settle, asked } = store();
  const first = remembered.get("a", 0, read);
  await settle();
  expect(await first).toBe(1);
  return { remembered, read, settle, asked, get: (now: number) => remembered.get("a", now, read) };
}

describe("what is remembered", () => {
  it("is read once for all who ask before it is known", async () => {
    const remembered = new Remembered<number>({ freshMs: FRESH, most: 2 });
    const { read, settle, asked } = store();
    const both = [remembered.get("a", 0, read), remembered.get("a", 1, read)];
    await settle();
    expect(await Promise.all(both)).toEqual([1, 1]);
    expect(asked()).toBe(1);
  });

  it("is given without asking for half its time, and asked for behind the answers after that", async () => {
    const { get, settle, asked } = await known();
    expect(await get(499)).toBe(1);
    expect(asked()).toBe(1);
    expect(await get(500)).toBe(1);
    expect(await get(999)).toBe(1);
    expect(asked()).toBe(2);
    await settle();
    expect(await get(999)).toBe(2);
  });

  it("is never older than its time, nor younger than nothing", async () => {
    const { get, settle } = await known();
    const late = get(1000);
    await settle();
    expect(await late).toBe(2);
    const back = get(-1);
    await settle();
    expect(await back).toBe(3);
  });

  it("outlives a store that fails for the rest of its time, and tells of it then", async () => {
    const { get, settle } = await known();
    expect(await get(600)).toBe(1);
    await settle("fail");
    expect(await get(999)).toBe(1);
    await settle("fail");
    const late = get(1000).catch((failure: Error) => failure.message);
    await settle("fail");
    expect(await late).toBe("down");
  });

  it("is forgotten with what is being read just then", async () => {
    const { remembered, get, settle, asked } = await known();
    await get(600);
    remembered.forget();
    await settle();
    const anew = get(601);
    await settle();
    expect(await anew).toBe(3);
    expect(asked()).toBe(3);
  });

  it("is not more than so many answers, and never that there is none", async () => {
    const { remembered, get, read, settle, asked } = await known();
    for (const key of ["b", "c"]) {
      const one = remembered.get(key, 1, read);
      await settle();
      await one;
    }
    void get(1);
    expect(asked()).toBe(4);
    let looked = 0;
    const nobody = new Remembered<null>({ freshMs: FRESH, most: 2 });
    const look = () => ((looked += 1), Promise.resolve(null));
    expect(await nobody.get("x", 0, look)).toBeNull();
    expect(await nobody.get("x", 0, look)).toBeNull();
    expect(looked).toBe(2);
  });
});

it("each store has one of its own", () => {
  const of = oneEach<object, object>(() => ({}));
  const [one, other] = [{}, {}];
  expect(of(one)).toBe(of(one));
  expect(of(one)).not.toBe(of(other));
});
