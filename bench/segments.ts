/** Memberships of 100 segments beside 2,000 events a second: what they cost, and how late they are. */
import { readFile, readdir } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { eventually } from "../test/kit/eventually.ts";
import type { RunningServer } from "../test/kit/server.ts";
import { BATCH } from "./batches.ts";
import { sendBeside } from "./beside.ts";
import { send } from "./connection.ts";
import {
  type Bench,
  expectStatus,
  type Figure,
  makeSource,
  percentile,
  type Size,
  withServer,
} from "./kit.ts";

const SEGMENTS = 100;
const PER_SECOND = 2000;
const NAMES = ["Product Viewed", "Product Added", "Order Completed", "Signed Up", "Email Opened"] as const;
const [SECOND, MINUTE] = [1000, 60_000];
/** Clock ticks of /proc a second. */
const TICKS = 100;
/** How long a probe may take before the bench gives up. */
const PATIENCE = 5 * MINUTE;

type Line = { readonly id: number; readonly name: string; readonly status: string; readonly members: number };

/** Memberships of 100 segments over `--profiles` customers with `--events` events. */
export const segments: Bench = {
  name: "segments",
  run: (size) =>
    withServer(async (server) => {
      const key = await makeSource(server);
      const profiles = size.profiles ?? 2000;
      const events = size.events ?? 20_000;
      await fill(server, key, profiles, events);
      const before = await cpuBeside(server, key, size);
      const began = performance.now();
      for (let nth = 0; nth < SEGMENTS; nth += 1) await make(server, `Segment ${nth}`, ruleOf(nth));
      await settled(server);
      const passed = (performance.now() - began) / SECOND;
      const probes = {
        entry: await make(server, "Probed", did("Probed")),
        exit: await make(server, "Lately", lately),
      };
      await settled(server);
      const load = await sendBeside(server, { key, perSecond: PER_SECOND / BATCH, seconds: size.seconds });
      const used = await cpuOf(server);
      const started = performance.now();
      const [entries, exits] = await Promise.all([
        entryDelays(server, key, probes.entry, size),
        exitDelay(server, key, probes.exit),
      ]);
      await load.done;
      const share = ((await cpuOf(server)) - used) / ((performance.now() - started) / SECOND);
      const note = `${SEGMENTS} segments, ${profiles} customers, ${events} events before`;
      return figuresOf({ share, before, entries, exits, passed, note });
    }),
};

type Measured = {
  readonly share: number;
  readonly before: number;
  readonly entries: readonly number[];
  readonly exits: number;
  readonly passed: number;
  readonly note: string;
};

function figuresOf({ share, before, entries, exits, passed, note }: Measured): Figure[] {
  const less = "less" as const;
  return [
    {
      name: "segments, share of a core beside 2,000 events/s",
      ...{ figure: Math.max(0, share - before), unit: "core", budget: 0.5, better: less },
      note: `${note}; ${share.toFixed(2)} with them, ${before.toFixed(2)} without`,
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
      name: "100 new segments are worked out for all",
      ...{ figure: passed, unit: "s", budget: 600, better: less, note },
    },
  ];
}

const did = (...names: string[]) => ({ did: { what: "event", names } });
const lately = { ...did("Probed"), within: { last: { minutes: 1 } } };

/** Rules of every sort: did, did not, how often, in windows, joined. */
function ruleOf(nth: number): object {
  const name = NAMES[nth % NAMES.length] ?? NAMES[0];
  const other = NAMES[(nth + 2) % NAMES.length] ?? NAMES[0];
  const within = { last: { days: 1 + nth } };
  const sorts = [
    { ...did(name), times: { at_least: 1 + (nth % 7) }, within },
    { all: [did(name), { ...did(other), times: { exactly: 0 }, within }] },
    {
      any: [
        { ...did(name), within },
        { trait: "plan", is: { any_of: [`plan ${nth % 5}`] } },
      ],
    },
    { not: { ...did(other), within } },
  ];
  return sorts[nth % sorts.length] ?? did(name);
}

async function fill(server: RunningServer, key: string, profiles: number, events: number): Promise<void> {
  for (let from = 0; from < events; from += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, events - from) }, (_, place) => {
      const nth = from + place;
      const at = Date.now() - ((nth * 7919) % 180) * 24 * 60 * MINUTE;
      return {
        ...{ type: "track", event: NAMES[nth % NAMES.length], messageId: `fill-${nth}` },
        ...{ userId: `u${nth % profiles}`, timestamp: new Date(at).toISOString() },
      };
    });
    expectStatus(await send(`${server.url}/v1/batch`, key, JSON.stringify({ batch })));
  }
  await eventually(
    async () =>
      (await askFor<{ total: number }>(server, "GET", "/customers?limit=1")).total >=
      Math.min(profiles, events)
        ? true
        : null,
    "all customers are known",
    PATIENCE,
  );
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

async function make(server: RunningServer, name: string, rule: object): Promise<number> {
  return (await askFor<Line>(server, "POST", "/segments", { name, rule, acceptCost: true })).id;
}

async function settled(server: RunningServer): Promise<void> {
  await eventually(
    async () => {
      const { segments: all } = await askFor<{ segments: Line[] }>(server, "GET", "/segments?limit=500");
      return all.every(({ status }) => status === "ready") ? true : null;
    },
    "every segment is worked out",
    PATIENCE,
  );
}

/** Cores that server and Postgres take at the load without segments. */
async function cpuBeside(server: RunningServer, key: string, { warm, seconds }: Size): Promise<number> {
  const warmed = await sendBeside(server, { key, perSecond: PER_SECOND / BATCH, seconds: warm });
  await warmed.done;
  const used = await cpuOf(server);
  const began = performance.now();
  const load = await sendBeside(server, { key, perSecond: PER_SECOND / BATCH, seconds });
  await load.done;
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

/** Seconds from the 200 of an event until its customer is counted as a member, of each probe. */
async function entryDelays(
  server: RunningServer,
  key: string,
  id: number,
  { seconds }: Size,
): Promise<number[]> {
  const delays: number[] = [];
  const end = performance.now() + seconds * SECOND;
  for (let nth = 1; nth === 1 || performance.now() < end; nth += 1) {
    await probe(server, key, `probe-${nth}`);
    const began = performance.now();
    await untilMembers(server, id, nth);
    delays.push((performance.now() - began) / SECOND);
  }
  return delays;
}

/** Seconds from when a customer should leave, a minute after the only event, until it is so. */
async function exitDelay(server: RunningServer, key: string, id: number): Promise<number> {
  await pause(SECOND);
  await probe(server, key, "leaver");
  const due = performance.now() + MINUTE;
  const user = "/v1/spaces/default/collections/users/profiles/user_id:leaver/traits?class=audience&limit=200";
  const isIn = async (wanted: boolean) => {
    const { body } = await server.ask<{ traits?: Record<string, boolean> }>("GET", user);
    return (body.traits?.["lately"] ?? false) === wanted ? true : null;
  };
  await eventually(() => isIn(true), `the customer is in segment ${id}`, PATIENCE);
  await eventually(() => isIn(false), `the customer is out of segment ${id}`, PATIENCE);
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

async function untilMembers(server: RunningServer, id: number, least: number): Promise<void> {
  await eventually(
    async () => ((await askFor<Line>(server, "GET", `/segments/${id}`)).members >= least ? true : null),
    `${least} members of segment ${id}`,
    PATIENCE,
  );
}
