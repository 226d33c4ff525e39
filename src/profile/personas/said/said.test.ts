import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "../../../core/random.ts";
import { isCharacteristic } from "./characteristic-contract.ts";
import { Lexicon } from "./lexicon.ts";
import { logOddsZ } from "./log-odds.ts";
import { withoutPersonal } from "./private.ts";
import { textsOf } from "./texts.ts";
import { phrasesOf, wordsOf } from "./tokens.ts";

const keys = (text: string, language?: string) => [...wordsOf(text, language).keys()];

test.each([
  ["The box arrived broken, and the BOX was wet", "en", ["box", "arrived", "broken", "wet"]],
  [
    "IŞIKLI kutunun İÇİ boş; Rize’nin çayı gibi",
    "tr-TR",
    ["isikli", "kutunun", "ici", "bos", "rize", "cayi"],
  ],
  ["تأخرَ الشحنُ، والعلبة مكسورة", "ar", ["تاخر", "شحن", "والعلبه", "مكسوره"]],
  ["write me@shop.example or +90 (532) 111 22 33, see https://x.example/u/7", "en", ["write", "see"]],
])("the words of %j", (text, language, words) => {
  expect(keys(text, language)).toEqual(words);
});

test("words are one however they are written, and shown in small letters of their language", () => {
  expect(wordsOf("IŞIK", "tr").get("isik")).toBe("ışık");
  expect(keys("isik", "en")).toEqual(["isik"]);
});

test("a short search is one phrase, a long one its words, one with a number never a phrase", () => {
  expect([...phrasesOf("Mint  Tea ")]).toEqual([["mint tea", "mint tea"]]);
  expect([...phrasesOf("the best tea for a cold winter night").keys()]).toEqual([
    "best",
    "tea",
    "cold",
    "winter",
    "night",
  ]);
  expect([...phrasesOf("order 48213").keys()]).toEqual(["order"]);
});

test("no address, link or number of any script stays", () => {
  const hidden = withoutPersonal("a@b.co ٠٥٣٢ ١١١ 12.05.2026 www.x.example/1 4111-1111-1111-1111 end");
  expect(hidden).not.toMatch(/[@\p{N}]|www/u);
  expect(hidden).toContain("end");
});

test.each([
  ["Products Searched", { query: "mint tea" }, [["search", "mint tea", "goals"]]],
  ["Product Reviewed", { rating: 5, review_body: "Lovely" }, [["review", "Lovely", "motives"]]],
  ["Product Reviewed", { rating: 2, review_body: "Stale" }, [["review", "Stale", "pains"]]],
  ["Product Reviewed", { rating: 3, review_body: "Fine" }, [["review", "Fine", null]]],
  [
    "Ticket Created",
    { subject: "Late", message: "Where is it?" },
    [["ticket", "Late. Where is it?", "pains"]],
  ],
  ["Ticket Answered", { message: "Sorry" }, []],
  ["Survey Answered", { question: "Why us?", answer: "close by" }, [["survey", "close by", "motives"]]],
  ["Survey Answered", { question: "Ne eksik?", answer: "stok" }, [["survey", "stok", "pains"]]],
  ["NPS Responded", { score: 6, comment: "slow" }, [["survey", "slow", "pains"]]],
  [
    "NPS Responded",
    { answers: [{ question: "What is your goal?", answer: "save time" }] },
    [["survey", "save time", "goals"]],
  ],
  ["Order Completed", { query: "x", comment: "y" }, []],
] as const)("%s with %j says %j", (name, properties, said) => {
  const texts = textsOf(name, JSON.parse(JSON.stringify(properties)));
  expect(texts.map(({ kind, text, evidence }) => [kind, text, evidence])).toEqual(said);
});

test("log-odds are those of the paper, worked out in probabilities", () => {
  const counts = fc.tuple(fc.nat(50), fc.integer({ min: 60, max: 5000 }));
  fc.assert(
    fc.property(counts, counts, ([said, of], [theirs, theirsOf]) => {
      const prior = 500 * ((said + theirs) / (of + theirsOf));
      const p = (said + prior) / (of + 500);
      const q = (theirs + prior) / (theirsOf + 500);
      const delta = Math.log(p / (1 - p)) - Math.log(q / (1 - q));
      const z = said + theirs === 0 ? 0 : delta / Math.sqrt(1 / (said + prior) + 1 / (theirs + prior));
      expect(logOddsZ({ said, of }, { said: theirs, of: theirsOf })).toBeCloseTo(z, 9);
    }),
  );
});

test("what one group says more is told first; where all say the same, nothing is characteristic", () => {
  const random = seededRandom(5);
  const lexicon = new Lexicon(3);
  for (let customer = 0; customer < 600; customer += 1) {
    const group = customer % 3;
    const words = Array.from({ length: 8 }, () => `w${Math.floor(random.next() ** 2 * 60)}`);
    if (group === 1 && random.next() < 0.4) words.push("planted");
    lexicon.add([group], new Map(words.map((word) => [word, word])));
  }
  expect(lexicon.saidBy(1, [0, 2], 5)[0]).toMatchObject({ key: "planted", others: 0 });
  expect(lexicon.saidBy(1, [0, 2], 5).filter(isCharacteristic)).toHaveLength(1);
  for (const group of [0, 2]) {
    const others = [0, 1, 2].filter((other) => other !== group);
    expect(lexicon.saidBy(group, others, 5).filter(isCharacteristic)).toEqual([]);
  }
});

test("no word of fewer customers than stated, however often one says it", () => {
  const lexicon = new Lexicon(2);
  for (let customer = 0; customer < 4; customer += 1) lexicon.add([0], new Map([["secret", "secret"]]));
  expect(lexicon.saidBy(0, [1], 5)).toEqual([]);
  lexicon.add([0], new Map([["secret", "Secret"]]));
  expect(lexicon.saidBy(0, [1], 5)).toMatchObject([{ text: "secret", forms: ["Secret"], customers: 5 }]);
});
