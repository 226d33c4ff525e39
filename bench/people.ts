/** Customers to look for: profiles of five identifiers each, loaded once for the benches that ask for them. */
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startServer, type RunningServer } from "../test/kit/server.ts";
import { send } from "./connection.ts";
import { expectStatus, makeReader, makeSource, type Size, untilVisible, withServer } from "./kit.ts";

const IDENTIFIERS = 5;
const BATCH = 500;

/**
 * Runs something against a server that knows so many customers as `rows` says. A folder given with
 * `--data` keeps them for the next time: a million take minutes to load.
 */
export async function withPeople<Result>(
  { rows, data }: Size,
  work: (server: RunningServer, key: string) => Promise<Result>,
): Promise<Result> {
  if (data === undefined) {
    return withServer(async (server) => work(server, await loadPeople(server, rows)));
  }
  const folder = join(data, `people-${rows}`);
  const mark = join(folder, "loaded");
  await mkdir(folder, { recursive: true });
  const server = await startServer(join(folder, "data"));
  try {
    const key = existsSync(mark) ? await untilAtWork(server) : await loadPeople(server, rows);
    await writeFile(mark, "");
    return await work(server, key);
  } finally {
    await server.stop();
  }
}

/**
 * Waits until what is sent is worked on, and gives a key to send with. A program that runs is measured, not
 * its start: that reads the messages of days into memory, and what came meanwhile would be worked off while
 * it is measured.
 */
async function untilAtWork(server: RunningServer): Promise<string> {
  const key = await makeSource(server);
  const userId = `probe-${Date.now()}`;
  const batch = [{ type: "track", event: "Probe", messageId: userId, userId }];
  expectStatus(await send(`${server.url}/v1/batch`, key, JSON.stringify({ batch })));
  await untilVisible(await makeReader(server), userId, 100);
  return key;
}

async function loadPeople(server: RunningServer, people: number): Promise<string> {
  const key = await makeSource(server);
  const ask = await makeReader(server);
  for (let from = 0; from < people; from += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, place) => person(from + place));
    expectStatus(await send(`${server.url}/v1/batch`, key, JSON.stringify({ batch })));
  }
  const last = Math.ceil(people / BATCH) * BATCH - 1;
  await untilVisible(ask, identifiersOf(last).user_id, 100);
  return key;
}

function person(number: number) {
  const { user_id: userId, anonymous_id: anonymousId, email, phone, card } = identifiersOf(number);
  return {
    ...{ type: "identify", messageId: `person-${number}`, userId, anonymousId },
    traits: { email, phone, plan: "gold" },
    context: { externalIds: [{ id: card, type: "card", collection: "users", encoding: "none" }] },
  };
}

/** The identifiers of one of them. */
export function identifiersOf(number: number) {
  const user = `c${number}`;
  return {
    ...{ user_id: user, anonymous_id: `visitor-${user}`, email: `${user}@example.com` },
    ...{ phone: `+90532${String(number).padStart(7, "0")}`, card: `card-${user}` },
  };
}

/** One of them by one of the identifiers, each in turn. */
export function someIdentifier(index: number, people: number): Record<string, string> {
  const all = Object.entries(identifiersOf((index * 7919) % people));
  const [type, value] = all[index % IDENTIFIERS] ?? ["", ""];
  return { [type]: value };
}
