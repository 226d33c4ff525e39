/** Memberships of 100 segments beside 2,000 events a second: what they cost, and how late they are. */
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { eventually } from "../test/kit/eventually.ts";
import type { RunningServer } from "../test/kit/server.ts";
import { BATCH, VISIT } from "./batches.ts";
import { sendBeside, type Load } from "./beside.ts";
import { send } from "./connection.ts";
import {
  type Bench,
  expectStatus,
  type Figure,
  makeSource,
  percentile,
  type Size,
  withFolder,
} from "./kit.ts";
import { fillFacts } from "./many-events.ts";
import { withPeople } from "./people.ts";
import { did, lately, ruleOf } from "./segment-rules.ts";

const SEGMENTS = 100;
const PER_SECOND = 2000;
const [SECOND, MINUTE] = [1000, 60_000];
/** Clock ticks of /proc a second. */
const TICKS = 100;
/** How long a probe may take before the bench gives up. */
const PATIENCE = 30 * MINUTE;
/** Asking for all segments reads everybody's memberships. */
const ASK_EVERY = 3 * SECOND;
const UNWATCHED = "Heartbeat";

type Line = { readonly id: number; readonly name: string; readonly status: string };

/** Memberships of 100 segments over `--profiles` customers with `--events` events; `--data` keeps them. */
export const segments: Bench = {
  name: "segments",
  run: (size) =>
    size.data === undefined
      ? withFolder((folder) => measured({ ...size, data: folder }))
      : measured({ ...size, data: size.data }),
};

async function measured(size: Size & { data: string }): Promise<Figure[]> {
  const people = { ...size, rows: size.profiles ?? 2000 };
  const events = size.events ?? 20_000;
  await withPeople(people, async () => undefined);
  await fillFacts(join(size.data, `people-${people.rows}`, "data"), events);
  return withPeople(people, async (server) => {
    const key = await makeSource(server);
    const visits = (event: string) => ({
      ...{ key, perSecond: PER_SECOND / BATCH, visits: { event, customers: people.rows } },
    });
    const passed = await madeAll(server);
    const previewed = await previews(server);
    await (
      await sendBeside(server, { ...visits(UNWATCHED), seconds: size.warm })
    ).done;
    const before = await cpuBeside(server, { ...visits(UNWATCHED), seconds: size.seconds });
    await (
      await sendBeside(server, { ...visits("Product Viewed"), seconds: size.warm })
    ).done;
    const load = await sendBeside(server, {
      ...visits("Product Viewed"),
      seconds: Math.max(size.seconds, 70),
    });
    const used = await cpuOf(server);
    const started = performance.now();
    const [entries, exits] = await Promise.all([entryDelays(server, key, size), exitDelay(server, key)]);
    const share = ((await cpuOf(server)) - used) / ((performance.now() - started) / SECOND);
    await load.done;
    const note = `${SEGMENTS} segments, ${people.rows} customers, ${events} events before, ${VISIT} events a visit`;
    return figuresOf({ share, before, entries, exits, passed, previewed, note });
  });
}

type Measured = {
  readonly share: number;
  readonly before: number;
  readonly entries: readonly number[];
  readonly exits: number;
  /** Null: they were there. */
  readonly passed: number | null;
  readonly previewed: { readonly times: readonly number[]; readonly cost: number };
  readonly note: string;
};

function figuresOf({ share, before, entries, exits, passed, previewed, note }: Measured): Figure[] {
  const less = "less" as const;
  const began = {
    name: "100 new segments are worked out for all",
    ...{ figure: passed ?? 0, unit: "s", budget: 600, better: less },
    note: `${note}; a preview of each had said ${previewed.cost.toFixed(0)} s in all`,
  };
  return [
    {
      name: "segments, share of a core beside 2,000 events/s",
      ...{ figure: Math.max(0, share - before), unit: "core", budget: 0.5, better: less },
      note: `${note}; ${share.toFixed(2)} with them, ${before.toFixed(2)} for events that no rule looks at`,
    },
    {
      name: "an event's change of membership is visible, p95",
      ...{ figure: percentile(entries, 0.95), unit: "s", budget: 5, better: less },
      note: `${entries.length} probes, median ${percentile(entries, 0.5).toFixed(2)} s`,
    },
    {
      name: "a change by time alone is visible",
      ...{ figure: exits, unit: "s", budget: 60, better: less, note: "after it was due" },
    },
    {
      name: "preview of a rule, slowest",
      ...{ figure: Math.max(...previewed.times), unit: "s", budget: 1, better: less },
      note: `${previewed.times.length} rules, median ${percentile(previewed.times, 0.5).toFixed(2)} s`,
    },
    ...(passed === null ? [] : [began]),
  ];
}

/** Makes the segments and waits until they are worked out; the seconds that took, null where they are there. */
async function madeAll(server: RunningServer): Promise<number | null> {
  const { segments: there } = await askFor<{ segments: Line[] }>(server, "GET", "/segments?limit=500");
  const names = new Set(there.map(({ name }) => name));
  const began = performance.now();
  const all = Array.from({ length: SEGMENTS }, (_, nth) => ({ name: `Segment ${nth}`, rule: ruleOf(nth) }));
  const probes = [
    { name: "Probed", rule: did("Probed") },
    { name: "Lately", rule: lately },
  ];
  for (const one of [...all, ...probes]) {
    if (!names.has(one.name)) await askFor<Line>(server, "POST", "/segments", { ...one, acceptCost: true });
  }
  await settled(server);
  return names.has("Segment 0") ? null : (performance.now() - began) / SECOND;
}

/** Seconds that previews take, each asked twice, and what all are said to cost. */
async function previews(server: RunningServer): Promise<Measured["previewed"]> {
  const times: number[] = [];
  let cost = 0;
  for (let nth = 0; nth < 12; nth += 1) {
    const rule = ruleOf(nth === 11 ? 99 : nth);
    await askFor(server, "POST", "/segments/preview", { rule });
    const began = performance.now();
    const answer = await askFor<{ cost: { milliseconds: number } }>(server, "POST", "/segments/preview", {
      rule,
    });
    times.push((performance.now() - began) / SECOND);
    cost += (answer.cost.milliseconds / SECOND) * (SEGMENTS / 12);
  }
  return { times, cost };
}

async function askFor<Body>(
  server: RunningServer,
  method: string,
  path: string,
  body?: object,
): Promise<Body> {
  const answer = await server.ask<Body>(method, `/api/v1${path}`, body);
  if (answer.status >= 300) throw new Error(`${answer.status}: ${JSON.stringify(answer.body).slice(0, 300)}`);
  return answer.body;
}

async function settled(server: RunningServer): Promise<void> {
  const until = performance.now() + PATIENCE;
  for (;;) {
    const { segments: all } = await askFor<{ segments: Line[] }>(server, "GET", "/segments?limit=500");
    if (all.every(({ status }) => status === "ready")) return;
    if (performance.now() > until) throw new Error("the segments are not worked out");
    await pause(ASK_EVERY);
  }
}

/** Cores that server and Postgres take at the load. */
async function cpuBeside(server: RunningServer, load: Omit<Load, "url">): Promise<number> {
  const used = await cpuOf(server);
  const began = performance.now();
  const { done } = await sendBeside(server, load);
  await done;
  return ((await cpuOf(server)) - used) / ((performance.now() - began) / SECOND);
}

/** Seconds of processor time of the processes that work in the server's folder. */
async function cpuOf({ dataDir }: RunningServer): Promise<number> {
  let ticks = 0;
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const environ = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
    if (!environ.includes(`DATA_DIR=${dataDir}`)) continue;
    const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
    // After the name, which may hold spaces: the 14th and 15th fields are user and system time.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }
  return ticks / TICKS;
}

/** Seconds from the 200 of an event until its customer is told to be a member, of each probe. */
async function entryDelays(server: RunningServer, key: string, { seconds }: Size): Promise<number[]> {
  const delays: number[] = [];
  const end = performance.now() + seconds * SECOND;
  for (let nth = 1; nth === 1 || performance.now() < end; nth += 1) {
    const user = `probe-${Date.now().toString(36)}-${nth}`;
    await probe(server, key, user);
    const began = performance.now();
    await untilIs(server, user, "probed", true);
    delays.push((performance.now() - began) / SECOND);
  }
  return delays;
}

/** Seconds from when a customer should leave, a minute after the only event, until it is so. */
async function exitDelay(server: RunningServer, key: string): Promise<number> {
  await pause(SECOND);
  const user = `leaver-${Date.now().toString(36)}`;
  await probe(server, key, user);
  const due = performance.now() + MINUTE;
  await untilIs(server, user, "lately", true);
  await untilIs(server, user, "lately", false);
  return Math.max(0, performance.now() - due) / SECOND;
}

async function probe(server: RunningServer, key: string, userId: string): Promise<void> {
  const event = {
    userId,
    event: "Probed",
    messageId: `probed-${userId}`,
    timestamp: new Date().toISOString(),
  };
  expectStatus(await send(`${server.url}/v1/track`, key, JSON.stringify(event)));
}

async function untilIs(server: RunningServer, user: string, key: string, wanted: boolean): Promise<void> {
  const path = `/v1/spaces/default/collections/users/profiles/user_id:${user}/traits?class=audience&limit=200`;
  await eventually(
    async () => {
      const { body } = await server.ask<{ traits?: Record<string, boolean> }>("GET", path);
      return (body.traits?.[key] ?? false) === wanted ? true : null;
    },
    `${user} is ${wanted ? "in" : "out of"} ${key}`,
    PATIENCE,
  );
}
