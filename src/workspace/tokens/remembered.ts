import { createHash } from "node:crypto";
import type { Actor } from "../../core/permission.ts";
import type { State } from "../../core/state.ts";
import { actorOfToken, revokeToken } from "./queries.ts";

/** A script asks hundreds of times a second with one token; another process's revocation counts after this long. */
const FRESH_MS = 1000;
/** Distinct tokens in use at one time are few; a flood of wrong ones is never kept. */
const MOST = 1000;

type Known = { readonly actor: Actor; readonly expiresAt: number; readonly readAt: number };

/** What is being read just now: who asks meanwhile waits for the same answer. */
const readingOf = new WeakMap<State, Map<string, Promise<Actor | null>>>();

const knownOf = new WeakMap<State, Map<string, Known>>();

function known(state: State): Map<string, Known> {
  const tokens = knownOf.get(state) ?? new Map<string, Known>();
  knownOf.set(state, tokens);
  return tokens;
}

/** Who a token stands for, as of a second ago at most; null where it is unknown, revoked or expired. */
export async function rememberedActor(state: State, token: string, now: number): Promise<Actor | null> {
  const tokens = known(state);
  const key = createHash("sha256").update(token).digest("base64");
  const before = tokens.get(key);
  const age = before ? now - before.readAt : -1;
  if (before && age >= 0 && age < FRESH_MS) return before.expiresAt > now ? before.actor : null;
  const reading = readingOf.get(state) ?? new Map<string, Promise<Actor | null>>();
  readingOf.set(state, reading);
  const underway = reading.get(key) ?? read(state, token, key, now).finally(() => reading.delete(key));
  reading.set(key, underway);
  return underway;
}

async function read(state: State, token: string, key: string, now: number): Promise<Actor | null> {
  const tokens = known(state);
  tokens.delete(key);
  const found = await actorOfToken(state, token, now);
  if (!found) return null;
  if (tokens.size >= MOST) tokens.clear();
  tokens.set(key, { ...found, readAt: now });
  return found.actor;
}

/** Ends a token at once; whether there was one. */
export async function endToken(state: State, id: number, now: number): Promise<boolean> {
  const ended = await revokeToken(state, id, now);
  known(state).clear();
  readingOf.get(state)?.clear();
  return ended;
}
