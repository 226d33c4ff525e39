import { setTimeout as pause } from "node:timers/promises";

/** Asks again, soon, until the answer is not null; fails with the last failure after the time given. */
export async function eventually<Answer>(
  ask: () => Promise<Answer | null>,
  what: string,
  within = 30_000,
): Promise<Answer> {
  const end = performance.now() + within;
  let failure: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== null) return answer;
      failure = undefined;
    } catch (thrown) {
      failure = thrown;
    }
    if (performance.now() > end)
      throw new Error(`not within ${within / 1000} s: ${what}`, { cause: failure });
    await pause(50);
  }
}
