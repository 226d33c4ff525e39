/** What somebody may decide on this page, how it is foreseen, done, and taken back again. */
import { send } from "../../ui/api.ts";
import type { DecidedAnswer, IdentityJudgement } from "./contract.ts";

/** Something to send: where to, and with what. */
export type Call = { readonly path: string; readonly body: object };

/** A decision that waits for its reason. */
export type Decision = Call & {
  readonly kind: "link" | "split" | "merge" | "join" | "withdraw";
  /** What it is about, in the words of its title. */
  readonly about: string;
};

/** The first part of the key of every query for what would come of a decision. */
export const PREVIEW = "identity-preview";

/** The reason of a question that changes nothing: the server keeps none, but asks for one. */
const NO_REASON = "–";

/** The customers that would come of it; nothing is changed. */
export function foresee({ path, body }: Call): Promise<DecidedAnswer> {
  return send("POST", `${path}?preview=true`, { ...body, reason: NO_REASON });
}

/** Decides; answers with the calls that take it back. */
export async function carryOut({ path, body }: Call, reason: string): Promise<Call[]> {
  const { made, withdrawn } = await send<DecidedAnswer>("POST", path, { ...body, reason });
  // Joining withdraws what was parted; that is said again first, while both are one customer still.
  return [...withdrawn.map(sayAgain), ...made.map(withdrawal)];
}

/** Takes back what was decided, one call after the other. */
export async function takeBack(calls: readonly Call[], reason: string): Promise<void> {
  for (const { path, body } of calls) {
    // oxlint-disable-next-line no-await-in-loop -- each is weighed with what the one before left
    await send("POST", path, { reason, ...body });
  }
}

function withdrawal(id: number): Call {
  return { path: `/api/v1/identity/judgements/${id}/withdraw`, body: {} };
}

function sayAgain({ id, reason }: DecidedAnswer["withdrawn"][number]): Call {
  return { path: `/api/v1/identity/judgements/${id}/again`, body: { reason } };
}

/** Takes a decision back; saying the same again takes that back. */
export function toWithdraw({ id, a, b }: IdentityJudgement): Decision {
  return { ...withdrawal(id), kind: "withdraw", about: `${a.value} – ${b.value}` };
}
