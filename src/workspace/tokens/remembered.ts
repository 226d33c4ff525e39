import { createHash } from "node:crypto";
import type { Actor } from "../../core/permission.ts";
import { Remembered, oneEach } from "../../core/remembered.ts";
import type { State } from "../../core/state.ts";
import { actorOfToken, revokeToken } from "./queries.ts";

/** A script asks hundreds of times a second with one token; another process's revocation counts after this long. */
const FRESH_MS = 1000;
/** Distinct tokens in use at one time are few; a flood of wrong ones is never kept. */
const MOST = 1000;

type Known = Awaited<ReturnType<typeof actorOfToken>>;

const tokensOf = oneEach<State, Remembered<Known>>(() => new Remembered({ freshMs: FRESH_MS, most: MOST }));

/** Who a token stands for, as of a second ago at most; null where it is unknown, revoked or expired. */
export async function rememberedActor(state: State, token: string, now: number): Promise<Actor | null> {
  const key = createHash("sha256").update(token).digest("base64");
  const found = await tokensOf(state).get(key, now, () => actorOfToken(state, token, now));
  return found && found.expiresAt > now ? found.actor : null;
}

/** Ends a token at once; whether there was one. */
export async function endToken(state: State, id: number, now: number): Promise<boolean> {
  const ended = await revokeToken(state, id, now);
  tokensOf(state).forget();
  return ended;
}
