import { z } from "zod";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import {
  type Me,
  changePasswordSchema,
  joinSchema,
  meSchema,
  setupSchema,
  signInSchema,
} from "./contract.ts";
import { useLink } from "./links.ts";
import { endSessions, insertPerson, lockAdmins, needsAdmin, personById, setPassword } from "./queries.ts";
import { personActor, renewSession, signIn, signOut } from "./session.ts";

const NOTHING = { 204: z.null() };

/** Coming in and going out: what somebody does who is not signed in yet, or for themselves. */
export function doorRoutes(app: App, context: Context): void {
  app.get(
    "/api/v1/me",
    { config: { access: "public" }, schema: { response: { 200: meSchema } } },
    async (request, reply) => {
      const me = await readMe(context, request);
      if (me.actor?.kind === "person") await renewSession(context, request, reply);
      return me;
    },
  );
  app.post(
    "/api/v1/setup",
    { config: { access: "public" }, schema: { body: setupSchema, response: NOTHING } },
    async (request, reply) => {
      const { body } = request;
      await makeFirstAdmin(context, body);
      await signIn(context, request, reply, body);
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/api/v1/join",
    { config: { access: "public" }, schema: { body: joinSchema, response: NOTHING } },
    async (request, reply) => {
      const email = await join(context, request.body);
      await signIn(context, request, reply, { email, password: request.body.password });
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/api/v1/sign-in",
    { config: { access: "public" }, schema: { body: signInSchema, response: NOTHING } },
    async (request, reply) => {
      await signIn(context, request, reply, request.body);
      return reply.code(204).send(null);
    },
  );
  ownRoutes(app, context);
}

function ownRoutes(app: App, context: Context): void {
  app.post(
    "/api/v1/sign-out",
    { config: { access: "public" }, schema: { response: NOTHING } },
    async (request, reply) => {
      await signOut(context, request, reply);
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/api/v1/me/sign-out-everywhere",
    { config: { access: "workspace:read" }, schema: { response: NOTHING } },
    async (request, reply) => {
      await endSessions(context.state, requirePerson(request));
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/api/v1/me/password",
    { config: { access: "workspace:read" }, schema: { body: changePasswordSchema, response: NOTHING } },
    async (request, reply) => changePassword(context, request, reply, request.body),
  );
}

async function readMe(context: Context, request: FastifyRequest): Promise<Me> {
  const { actor } = request;
  const person = actor?.kind === "person" ? await personActor(context, request.headers.cookie) : null;
  return {
    actor: actor && {
      kind: actor.kind,
      id: actor.id,
      name: actor.name,
      email: person?.email ?? null,
      role: person?.role ?? null,
      permissions: [...actor.permissions],
    },
    needsAdmin: await needsAdmin(context.state),
  };
}

async function makeFirstAdmin({ state, clock }: Context, body: z.infer<typeof setupSchema>): Promise<void> {
  await state.transaction().execute(async (tx) => {
    await lockAdmins(tx);
    await useLink(tx, body.token, "setup", clock.now());
    if (!(await needsAdmin(tx))) throw new Problem("conflict", because("people.admin_exists"));
    const id = await insertPerson(tx, { email: body.email, name: body.name, role: "admin" });
    await setPassword(tx, id, body.password);
  });
}

async function join({ state, clock }: Context, body: z.infer<typeof joinSchema>): Promise<string> {
  const id = await state.transaction().execute(async (tx) => {
    const personId = await useLink(tx, body.token, "join", clock.now());
    if (personId === null) throw new Error("a link to join names a person");
    await setPassword(tx, personId, body.password);
    return personId;
  });
  return (await personById(state, id)).email;
}

async function changePassword(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  body: z.infer<typeof changePasswordSchema>,
): Promise<FastifyReply> {
  const id = requirePerson(request);
  const { email } = await personById(context.state, id);
  // Proves the old password, under the same lock-out as at the door.
  await signIn(context, request, reply, { email, password: body.currentPassword }).catch(
    (failure: unknown) => {
      if (!(failure instanceof Problem) || failure.reason !== "people.wrong_password") throw failure;
      // Whoever asks is signed in; only what they typed is wrong.
      throw new Problem("invalid", because("people.wrong_current_password"), { field: "currentPassword" });
    },
  );
  await context.state.transaction().execute((tx) => setPassword(tx, id, body.newPassword));
  void reply.removeHeader("set-cookie");
  await signIn(context, request, reply, { email, password: body.newPassword });
  return reply.code(204).send(null);
}

function requirePerson(request: FastifyRequest): string {
  if (request.actor?.kind === "person") return request.actor.id;
  throw new Problem("forbidden", because("people.persons_only"));
}
