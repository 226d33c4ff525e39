import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { asId, type HandleId } from "../../core/ids.ts";
import type { Actor } from "../../core/permission.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { StateTransaction } from "../../core/state.ts";
import {
  decideAgain,
  joinByHand,
  partByHand,
  splitOff,
  undoMerge,
  withdraw,
  type Decided,
  type Decider,
} from "./by-hand.ts";
import {
  DecidedAnswer,
  IdentityAnswer,
  JoinBody,
  NumberParams,
  PartBody,
  PreviewQuestion,
  ProfileParams,
  ReasonBody,
  SplitBody,
} from "./contract.ts";
import { decide, foresee } from "./decide.ts";
import { explain, profileNamed } from "./explain.ts";
import { profilesOf } from "./judgement-queries.ts";
import { saidBy } from "./said-by.ts";
import type { ProfileId } from "../../core/ids.ts";

const config = { access: "identity:write" } as const;
const OF_CUSTOMER = "/api/v1/customers/:id/identity";

/** Why somebody is one customer, and what people decide about it. */
export function graphRoutes(app: App, context: Context): void {
  app.get(
    OF_CUSTOMER,
    {
      config: { access: "profiles:read" },
      schema: { params: ProfileParams, response: { 200: IdentityAnswer } },
    },
    ({ params, signal }) => explain(context, params.id, signal),
  );
  const answer = { 200: DecidedAnswer };
  const ofCustomer = { params: ProfileParams, querystring: PreviewQuestion, response: answer };
  app.post(`${OF_CUSTOMER}/part`, { config, schema: { ...ofCustomer, body: PartBody } }, async (request) => {
    const { a, b, reason } = request.body;
    const pair = [asId<HandleId>(a), asId<HandleId>(b)] as const;
    await checkHandles(context, request.params.id, pair);
    return run(context, request, (tx) =>
      partByHand(tx, pair, { reason, by: saidBy(request.actor) }, context),
    );
  });
  app.post(
    `${OF_CUSTOMER}/split-off`,
    { config, schema: { ...ofCustomer, body: SplitBody } },
    async (request) => {
      const handle = asId<HandleId>(request.body.handle);
      await checkHandles(context, request.params.id, [handle]);
      return run(context, request, (tx) => splitOff(tx, handle, deciderOf(request), context));
    },
  );
  app.post(`${OF_CUSTOMER}/join`, { config, schema: { ...ofCustomer, body: JoinBody } }, async (request) => {
    const pair = [
      await profileNamed(context, request.params.id),
      await profileNamed(context, request.body.with),
    ] as const;
    checkTwo(pair);
    return run(context, request, (tx) => joinByHand(tx, pair, deciderOf(request), context));
  });
  takeBackRoutes(app, context);
}

function takeBackRoutes(app: App, context: Context): void {
  const schema = {
    ...{ params: NumberParams, body: ReasonBody, querystring: PreviewQuestion },
    response: { 200: DecidedAnswer },
  };
  app.post("/api/v1/identity/merges/:number/undo", { config, schema }, (request) =>
    run(context, request, (tx) => undoMerge(tx, request.params.number, deciderOf(request), context)),
  );
  app.post("/api/v1/identity/judgements/:number/withdraw", { config, schema }, (request) =>
    run(context, request, (tx) => withdraw(tx, request.params.number, deciderOf(request), context)),
  );
  app.post("/api/v1/identity/judgements/:number/again", { config, schema }, (request) =>
    run(context, request, (tx) => decideAgain(tx, request.params.number, deciderOf(request), context)),
  );
}

function run(
  context: Context,
  request: { readonly query: { readonly preview: "true" | "false" } },
  work: (tx: StateTransaction) => Promise<Decided>,
): Promise<DecidedAnswer> {
  return request.query.preview === "true" ? foresee(context, work) : decide(context, work);
}

function deciderOf(request: {
  readonly actor: Actor | null;
  readonly body: { readonly reason: string };
}): Decider {
  return { reason: request.body.reason, by: saidBy(request.actor) };
}

/** Handles are numbers that anybody can type: they must be of the customer whose page it is. */
async function checkHandles(context: Context, id: string, handles: readonly HandleId[]): Promise<void> {
  const profile = await profileNamed(context, id);
  const owners = await profilesOf(context.state, handles);
  if (handles.length === new Set(handles).size && handles.every((handle) => owners.get(handle) === profile))
    return;
  throw new Problem("invalid", because("identity.other_handle"), { field: "handle" });
}

function checkTwo([one, other]: readonly [ProfileId, ProfileId]): void {
  if (one !== other) return;
  throw new Problem("conflict", because("identity.one_already"), { field: "with" });
}
