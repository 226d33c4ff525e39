import { describe, expect, it } from "vitest";
import { quiet } from "../../test/kit/log.ts";
import { repeat } from "./repeated.ts";
import { Wake } from "./wake.ts";

/** Runs the work once, as the program ends or goes on meanwhile, and answers with what the log was told. */
async function logged(work: (end: AbortController) => void): Promise<string[]> {
  const said: string[] = [];
  const end = new AbortController();
  const log = { ...quiet, error: (_fields: object, message: string) => void said.push(message) };
  await repeat({ log }, end.signal, {
    ...{ wake: new Wake("repeated.test"), stopped: "work stopped", lookEvery: 1, backOff: 1 },
    work: async () => {
      try {
        work(end);
      } finally {
        end.abort();
      }
    },
  });
  return said;
}

describe("work that is repeated", () => {
  it("says nothing when it was called back since the program ends", async () => {
    const calledBack = (end: AbortController) => {
      end.abort();
      end.signal.throwIfAborted();
    };
    expect(await logged(calledBack)).toEqual([]);
  });

  it("says that it failed, also while the program ends", async () => {
    const broken = () => {
      throw new TypeError("a mistake");
    };
    expect(await logged(broken)).toEqual(["work stopped"]);
  });
});
