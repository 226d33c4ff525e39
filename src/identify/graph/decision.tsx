/** What somebody may decide on this page, how it is foreseen, done, and taken back again. */
import { get, send } from "../../ui/api.ts";
import type { DecidedAnswer, IdentityAnswer, IdentityJudgement } from "./contract.ts";

/** Something to send: where to, and with what. */
export type Call = { readonly path: string; readonly body: object };

/** A decision that waits for its reason. */
export type Decision = Call & {
  readonly kind: "link" | "split" | "merge" | "join" | "withdraw";
  /** What it is about, in the words of its title. */
  readonly about: string;
  /** A handle that it is about: on that one's page the decision will stand. */
  readonly handle: number;
  /** Takes it back, where that is not done by withdrawing what it brought. */
  readonly back?: Call;
};

/** The first part of the key of every query for what would come of a decision. */
export const PREVIEW = "identity-preview";

/** The reason of a question that changes nothing: the server keeps none, but asks for one. */
const NO_REASON = "–";

/** The customers that would come of it; nothing is changed. */
export function foresee({ path, body }: Call): Promise<DecidedAnswer> {
  return send("POST", `${path}?preview=true`, { ...body, reason: NO_REASON });
}

async function judgementsAt(handle: number): Promise<IdentityJudgement[]> {
  const { judgements } = await get<IdentityAnswer>(`/api/v1/customers/${handle}/identity`);
  return judgements.filter(({ withdrawnAt }) => withdrawnAt === null);
}

/** Decides; answers with the calls that take it back. */
export async function carryOut({ path, body, handle, back }: Decision, reason: string): Promise<Call[]> {
  const before = back ? [] : await judgementsAt(handle);
  await send<DecidedAnswer>("POST", path, { ...body, reason });
  if (back) return [back];
  const after = await judgementsAt(handle);
  const without = (these: IdentityJudgement[], those: IdentityJudgement[]) =>
    these.filter(({ id }) => !those.some((other) => other.id === id));
  // Joining withdraws what was parted; that is said again first, while both are one customer still.
  return [...without(before, after).map(sayAgain), ...without(after, before).map(withdrawal)];
}

/** Takes back what was decided, one call after the other. */
export async function takeBack(calls: readonly Call[], reason: string): Promise<void> {
  for (const { path, body } of calls) {
    // oxlint-disable-next-line no-await-in-loop -- each is weighed with what the one before left
    await send("POST", path, { reason, ...body });
  }
}

function withdrawal({ id }: Pick<IdentityJudgement, "id">): Call {
  return { path: `/api/v1/identity/judgements/${id}/withdraw`, body: {} };
}

function sayAgain({ a, b, kind, reason }: IdentityJudgement): Call {
  const of = `/api/v1/customers/${a.handle}/identity`;
  return kind === "joined"
    ? { path: `${of}/join`, body: { with: String(b.handle), reason } }
    : { path: `${of}/part`, body: { a: a.handle, b: b.handle, reason } };
}

/** Takes a decision back; saying the same again takes that back. */
export function toWithdraw(judgement: IdentityJudgement): Decision {
  const { a, b } = judgement;
  const about = `${a.value} – ${b.value}`;
  return { ...withdrawal(judgement), kind: "withdraw", about, handle: a.handle, back: sayAgain(judgement) };
}
