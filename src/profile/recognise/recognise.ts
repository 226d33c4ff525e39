import type { Context } from "../../core/context.ts";
import { showProfileId } from "../../core/ids.ts";
import { askTogether } from "../../core/together-queries.ts";
import {
  handleIdsBelieved,
  normaliseHere,
  ownerQuestion,
  ownersOf,
  type Identifier,
  type Owner,
} from "../../identify/graph/index.ts";
import { MAILBOX, rememberedRules, type Rules } from "../../identify/rules/index.ts";
import { personasOf } from "../personas/index.ts";
import { segmentsOf } from "../segments/index.ts";
import { traitsIn, traitsOf, traitsQuestion, type Trait } from "../traits/index.ts";
import type { RecogniseAnswer, RecogniseBody } from "./contract.ts";

type Told = NonNullable<RecogniseAnswer["segments"]>[number];

/** Who has these identifiers. Nothing is written. */
export async function recognise(context: Context, body: RecogniseBody): Promise<RecogniseAnswer> {
  const rules = await rememberedRules(context);
  const asked = await usableOf(context, body.identifiers, rules);
  const [only] = asked.length === 1 && body.traits.length > 0 ? asked : [];
  // Whose the traits are is sure before the answer where one identifier is asked: both at once.
  const { owners, traits } = only
    ? await ownerWithTraits(context, only, body.traits)
    : { owners: asked.length === 0 ? [] : await ownersOf(context.state, asked), traits: null };
  const known = owners
    .filter(({ shared }) => !shared)
    .toSorted(
      (left, right) =>
        certaintyOf(left) - certaintyOf(right) || rules.rankOf(left.type) - rules.rankOf(right.type),
    );
  const [surest] = known;
  return {
    profile: surest ? shown(surest) : null,
    traits: surest ? told(traits ?? (await traitsBehind(context, surest, body)), body.traits) : {},
    ...(body.segments && { segments: await segmentsTold(context, surest) }),
    ...(body.personas && { personas: await personasTold(context, surest) }),
    others: known
      .filter(({ profileId }) => profileId !== surest?.profileId)
      .map(({ type, value, profileId }) => ({ type, value, profile: showProfileId(profileId) })),
    unknown: Object.keys(body.identifiers).filter((type) => !known.some((owner) => isOf(owner, type))),
  };
}

/** Nothing of a customer whom somebody only claims to be: segments tell what the customer did. */
async function segmentsTold(context: Context, owner: Owner | undefined): Promise<Told[]> {
  if (owner?.trust !== "trusted") return [];
  const found = await segmentsOf(context, owner.profileId);
  return found.map(({ since, ...segment }) => ({ ...segment, since: new Date(since).toISOString() }));
}

/** The same of personas. */
async function personasTold(
  { state }: Context,
  owner: Owner | undefined,
): Promise<NonNullable<RecogniseAnswer["personas"]>> {
  if (owner?.trust !== "trusted") return [];
  return (await personasOf(state, owner.profileId)).map(({ id, asOf }) => ({ id, asOf }));
}

/** Whether an owner was found by what was given of a type: an address also by the mailbox that it reaches. */
function isOf(owner: Owner, type: string): boolean {
  return owner.type === type || (owner.type === MAILBOX && type === "email");
}

/** Trusted before claimed, whatever the type: anybody can claim a user id. */
function certaintyOf({ trust }: Owner): number {
  return trust === "trusted" ? 0 : 1;
}

async function usableOf(
  context: Context,
  given: RecogniseBody["identifiers"],
  rules: Rules,
): Promise<Identifier[]> {
  const usable: Identifier[] = [];
  for (const [type, raw] of Object.entries(given)) {
    const value = await normaliseHere(context, type, raw);
    if (value === null || rules.isBlocked(type, value)) continue;
    usable.push({ type, value });
    const mailbox = type === "email" ? rules.mailboxOf(value) : null;
    if (mailbox !== null) usable.push({ type: MAILBOX, value: mailbox });
  }
  return usable;
}

function shown({ profileId, trust, type, value }: Owner): RecogniseAnswer["profile"] {
  return {
    id: showProfileId(profileId),
    certainty: trust === "trusted" ? "sure" : "claimed",
    by: { type, value },
  };
}

async function traitsBehind(
  { state }: Context,
  { type, value }: Identifier,
  { traits }: RecogniseBody,
): Promise<Map<string, Trait>> {
  return traits.length === 0 ? new Map() : traitsOf(state, handleIdsBelieved(type, value), traits);
}

async function ownerWithTraits(
  { state }: Context,
  asked: Identifier,
  names: readonly string[],
): Promise<{ owners: Owner[]; traits: Map<string, Trait> }> {
  const traits = traitsQuestion(handleIdsBelieved(asked.type, asked.value), names);
  const [owners, rows] = await askTogether(state, ownerQuestion(asked), traits);
  return { owners, traits: traitsIn(rows) };
}

function told(traits: ReadonlyMap<string, Trait>, names: readonly string[]): RecogniseAnswer["traits"] {
  return Object.fromEntries(
    names.flatMap((name) => {
      const trait = traits.get(name);
      return trait ? [[name, trait.value]] : [];
    }),
  );
}
