import type { Job } from "../../core/capability.ts";
import type { World } from "./world.ts";
import { asOnlyOne } from "../../core/only-one-queries.ts";
import { repeat } from "../../core/repeated.ts";

import { renewPasses } from "./ground.ts";
import { forgetDeleted } from "./deleted.ts";
import { noteFailed } from "./kept-store.ts";
import { LOCK } from "./lock-store.ts";
import { stepPass } from "./pass.ts";
import { RuleFailed } from "./standing.ts";
import { tick, type Reached } from "./tick.ts";
import { segmentsWake, webhooksWake } from "./wake.ts";

/** Who changed is looked at this often; many at once cost little more than one. */
const LOOK_EVERY = 1000;
const BACK_OFF = 5000;
/** Whether rules mean something else than before is asked this often. */
const RENEW_EVERY = 10_000;
/** Whether the time of deleted segments is over is asked this often. */
const FORGET_EVERY = 3_600_000;
/** A rule that could not be worked out so often is given up until somebody changes it. */
const MOST_TRIES = 3;

/** Keeps memberships up to date with what comes in, and with the time. */
export function segmentsJob(figures: World["figures"]): Job {
  return {
    name: "segments",
    run(context, signal) {
      const world = { ...context, figures };
      let [renewedAt, forgotAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
      return repeat(context, signal, {
        wake: segmentsWake,
        work: async () => {
          if (performance.now() - renewedAt > RENEW_EVERY) {
            await renewSegments(world);
            renewedAt = performance.now();
          }
          if (performance.now() - forgotAt > FORGET_EVERY) {
            await forgetSegments(world);
            forgotAt = performance.now();
          }
          await workOffSegments(world, signal);
        },
        stopped: "segments stopped",
        lookEvery: LOOK_EVERY,
        backOff: BACK_OFF,
      });
    },
  };
}

/** Begins the passes over all customers that are due, unless another process does. */
export async function renewSegments(world: World): Promise<void> {
  await asOnlyOne(world.state, LOCK, () => renewPasses(world));
}

/** Lets deleted segments go whose time is over, unless another process is at work. */
export async function forgetSegments(world: World): Promise<void> {
  await asOnlyOne(world.state, LOCK, () => forgetDeleted(world));
}

/** Looks at all who wait and ends the passes that are open, unless another process does. */
export async function workOffSegments(context: World, signal: AbortSignal, reached?: Reached): Promise<void> {
  for (let goesOn = true; goesOn && !signal.aborted;) {
    // Step by step, so that an erasure need not wait for a pass over all customers.
    goesOn = (await asOnlyOne(context.state, LOCK, () => step(context, signal, reached))) ?? false;
  }
  webhooksWake.wake();
}

async function step(context: World, signal: AbortSignal, reached?: Reached): Promise<boolean> {
  try {
    const isFull = await tick(context, { signal, ...(reached && { reached }) });
    const isOpen = await stepPass(context, { signal, ...(reached && { reached }) });
    return isFull || isOpen;
  } catch (failure) {
    if (!(failure instanceof RuleFailed)) throw failure;
    await noteFailed(context.state, failure.id, failure.code, MOST_TRIES);
    return true;
  }
}
