import { z } from "zod";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import {
  type AddPerson,
  addPersonSchema,
  changePersonSchema,
  invitedSchema,
  linkSchema,
  personListSchema,
  personParamsSchema,
  personSchema,
} from "./contract.ts";
import { doorRoutes } from "./door-routes.ts";
import { makeJoinLink } from "./links.ts";
import { changePerson, insertPerson, listPeople, personById, removePerson, setPassword } from "./queries.ts";

const ACCESS = { access: "people:write" } as const;

/** People over HTTP. */
export function peopleRoutes(app: App, context: Context): void {
  const { state, clock, publicUrl } = context;
  doorRoutes(app, context);
  app.get(
    "/api/v1/people",
    { config: ACCESS, schema: { response: { 200: personListSchema } } },
    async () => ({ people: await listPeople(state) }),
  );
  app.post(
    "/api/v1/people",
    { config: ACCESS, schema: { body: addPersonSchema, response: { 201: invitedSchema } } },
    async ({ body, actor }, reply) => {
      if (body.password !== undefined && actor?.kind !== "owner") {
        throw new Problem("forbidden", "Only people themselves choose their password.", {
          field: "password",
          fix: "Leave it out and send them the link of the answer.",
        });
      }
      const { id, link } = await addPerson(context, body);
      return reply.code(201).send({ ...(await personById(state, id)), link });
    },
  );
  app.post(
    "/api/v1/people/:id/link",
    { config: ACCESS, schema: { params: personParamsSchema, response: { 201: linkSchema } } },
    async ({ params }, reply) => {
      const { id } = await personById(state, params.id);
      const link = await state.transaction().execute((tx) => makeJoinLink(tx, id, publicUrl, clock.now()));
      return reply.code(201).send({ link });
    },
  );
  changeRoutes(app, context);
}

function changeRoutes(app: App, { state }: Context): void {
  app.patch(
    "/api/v1/people/:id",
    {
      config: ACCESS,
      schema: { params: personParamsSchema, body: changePersonSchema, response: { 200: personSchema } },
    },
    async ({ params, body }) => changePerson(state, params.id, body),
  );
  app.delete(
    "/api/v1/people/:id",
    { config: ACCESS, schema: { params: personParamsSchema, response: { 204: z.null() } } },
    async ({ params }, reply) => {
      await removePerson(state, params.id);
      return reply.code(204).send(null);
    },
  );
}

async function addPerson(
  { state, clock, publicUrl }: Context,
  { email, name, role, password }: AddPerson,
): Promise<{ id: string; link: string | null }> {
  return state.transaction().execute(async (tx) => {
    const id = await insertPerson(tx, { email, name: name ?? email.split("@", 1)[0] ?? email, role });
    if (password === undefined) return { id, link: await makeJoinLink(tx, id, publicUrl, clock.now()) };
    await setPassword(tx, id, password);
    return { id, link: null };
  });
}
