/** Where the thread for work beside answering starts. */
import type { Handed, HandedBack } from "./aside.ts";
import { takingIn } from "./collect/tracking/index.ts";
import type { AsideWork } from "./core/context.ts";
import { sendableFailure } from "./core/sent-failure.ts";
import { joinProgram } from "./on-thread.ts";

/** Whoever is answered comes first, by little: senders wait for this. */
const STEPS_BACK = 1;

/** All work that is done here; each is given what it was asked with under its name. */
const works = new Map([[takingIn.name, takingIn as AsideWork<unknown, unknown>]]);

const { context, asked, stopped, leave } = await joinProgram(STEPS_BACK);
const running = new Set<Promise<void>>();

asked.on("message", (handed: Handed) => {
  const doing = handBack(handed).finally(() => running.delete(doing));
  running.add(doing);
});
await stopped;
await Promise.all(running);
await leave();

async function handBack({ id, work, given }: Handed): Promise<void> {
  const back = await run(work, given).then(
    (done): HandedBack => ({ id, done }),
    (failure: unknown): HandedBack => ({ id, failure: sendableFailure(failure) }),
  );
  asked.postMessage(back);
}

async function run(name: string, given: unknown): Promise<unknown> {
  const work = works.get(name);
  if (!work) throw new Error(`no work has the name ${name}`);
  return work.run(context, given);
}
