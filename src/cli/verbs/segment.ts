import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { ListAnswer, MembersAnswer, Segment, SegmentsAnswer } from "../../profile/segments/contract.ts";
import type { Client } from "../client.ts";
import { NotDone, UsageError } from "../outcome.ts";
import type { Verb } from "../verb.ts";

const ROOT = "/api/v1/segments";
/** Members asked for at once. */
const PAGE = 500;

const PARTS = { folder: { means: "only those of a folder" }, tag: { means: "only those with a tag" } };

/** Lists the segments. */
const list: Verb = {
  name: "segment list",
  summary: "Lists the segments with their sizes.",
  usage: "[WORDS] [--folder FOLDER] [--tag TAG]",
  options: PARTS,
  words: { least: 0, most: 1 },
  async run(client, { words: [q], options: { folder, tag } }) {
    const { segments } = await client.ask<SegmentsAnswer>({ path: ROOT, query: { q, folder, tag } });
    return {
      segments: segments.map(({ id, name, kind, status, members, folder: within, tags }) => ({
        ...{ id, name, kind, status, members, folder: within, tags: tags.join(", ") },
      })),
    };
  },
};

/** Makes a segment, or puts identifiers on a list. */
const add: Verb = {
  name: "segment add",
  summary:
    "Makes a segment of a rule (a JSON file), or a list of the identifiers in a file, one a line, and waits for its members.",
  usage: "NAME [--rule FILE | --list FILE [--type email]] [--folder FOLDER] [--why TEXT]",
  options: {
    rule: { means: "a file with the rule as JSON" },
    list: { means: "a file with identifiers, one a line; left out with --rule: an empty list" },
    type: { means: "of the identifiers: email (usual), user_id, phone, profile_id, or one of your own" },
    folder: { means: "where it is filed" },
    why: { means: "why; kept with the version" },
  },
  words: { least: 1, most: 1 },
  async run(client, { words: [name], options: { rule: file, list: values, type, folder = "", why = "" } }) {
    if (file !== undefined && values !== undefined) throw new UsageError("Give --rule or --list, not both.");
    const rule = file === undefined ? null : readRule(file);
    const lines = values === undefined ? [] : readLines(values);
    const json = { name, rule, folder, why };
    const { id } = await client.ask<Segment>({ method: "POST", path: ROOT, json });
    const filled = lines.length === 0 ? { added: 0 } : await fill(client, id, lines, type);
    const made = await workedOut(client, id, filled.added);
    return lines.length === 0 ? shown(made) : { ...shown(made), ...filled };
  },
};

function shown({ id, name, kind, status, members }: Segment) {
  return { id, name, kind, status, members };
}

const POLL_MS = 250;
/** Whoever was put on a list may be merged away meanwhile; then fewer come than were put. */
const MOST_WAIT_MS = 30_000;

/** Waits until the members are found: where no server runs, nobody else would look for them. */
async function workedOut(client: Client, id: number, listed: number): Promise<Segment> {
  const end = performance.now() + MOST_WAIT_MS;
  for (;;) {
    const now = await client.ask<Segment>({ path: `${ROOT}/${id}` });
    if (now.status === "failed")
      throw new NotDone("The segment was made, but its rule could not be worked out.");
    const isComing = now.members < listed && performance.now() < end;
    if (now.status !== "computing" && !isComing) return now;
    await sleep(POLL_MS);
  }
}

function readRule(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new UsageError(`The rule ${file} cannot be read as JSON.`, { cause });
  }
}

function readLines(file: string): string[] {
  try {
    const lines = readFileSync(file, "utf8").split(/\r?\n/);
    return lines.map((line) => line.trim()).filter((line) => line !== "");
  } catch (cause) {
    throw new UsageError(`The file ${file} cannot be read.`, { cause });
  }
}

/** So many identifiers in one request. */
const CHUNK = 5000;

async function fill(client: Client, id: number, values: readonly string[], type = "email") {
  const sum = { added: 0, unknown: 0 };
  for (let from = 0; from < values.length; from += CHUNK) {
    const json = { type, values: values.slice(from, from + CHUNK) };
    const path = `${ROOT}/${id}/list/add`;
    const { changed, unknownCount } = await client.ask<ListAnswer>({ method: "POST", path, json });
    sum.added += changed;
    sum.unknown += unknownCount;
  }
  return sum;
}

const ONE = { words: { least: 1, most: 1 } } as const;

function numberOf(word = ""): number {
  if (!/^\d{1,10}$/.test(word)) throw new UsageError("Give the segment's number; `segment list` names it.");
  return Number(word);
}

/** Shows members, a page of them. */
const members: Verb = {
  name: "segment members",
  summary: "Shows members of a segment, a page of them.",
  usage: "NUMBER [--limit N] [--cursor CURSOR]",
  options: {
    limit: { means: "how many; at most 500" },
    cursor: { means: "the next page, from the answer before" },
  },
  ...ONE,
  run: (client, { words: [word], options: { limit, cursor } }) =>
    client.ask<MembersAnswer>({ path: `${ROOT}/${numberOf(word)}/members`, query: { limit, cursor } }),
};

/** Answers with all members. */
const exportAll: Verb = {
  name: "segment export",
  summary: "Answers with all members of a segment.",
  usage: "NUMBER",
  options: {},
  ...ONE,
  async run(client, { words: [word] }) {
    const path = `${ROOT}/${numberOf(word)}/members`;
    const all: MembersAnswer["members"] = [];
    for (let cursor: string | undefined; ;) {
      const query = { limit: String(PAGE), cursor };
      const page = await client.ask<MembersAnswer>({ path, query });
      all.push(...page.members);
      if (page.next === null) return { members: all };
      cursor = page.next;
    }
  },
};

/** What the command line does with segments. */
export const segmentVerbs: readonly Verb[] = [list, add, members, exportAll];
