import { Readable } from "node:stream";
import { z } from "zod";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import type { CountedRowsNow } from "../../core/counted-rows-port.ts";
import { PersonaCustomersAnswer, PersonaCustomersQuestion } from "./customers-contract.ts";
import { personaCustomers, personaCustomersCsv } from "./customers.ts";
import { WhyPersonaAnswer } from "./why-contract.ts";
import { whyPersona } from "./why.ts";

const Id = z.object({ id: z.string().max(40) });
const ROOT = "/api/v1/personas/:id/customers";

/** Who is of a persona, over HTTP. */
export function personaCustomerRoutes(app: App, context: Context, counted: CountedRowsNow): void {
  app.get(
    ROOT,
    {
      config: { access: "profiles:read" },
      schema: {
        params: Id,
        querystring: PersonaCustomersQuestion,
        response: { 200: PersonaCustomersAnswer },
      },
    },
    ({ params: { id }, query }) => personaCustomers(context, id, query),
  );
  app.get(
    `${ROOT}/:customer/why`,
    {
      config: { access: "profiles:read" },
      schema: { params: Id.extend({ customer: z.string().max(40) }), response: { 200: WhyPersonaAnswer } },
    },
    ({ params: { id, customer } }) => whyPersona(context, counted, id, customer),
  );
  app.get(
    `${ROOT}.csv`,
    {
      config: { access: "profiles:export" },
      schema: { params: Id, querystring: PersonaCustomersQuestion.pick({ q: true }) },
    },
    async ({ params: { id }, query }, reply) => {
      // A persona that is not there is refused before the file begins.
      await personaCustomers(context, id, { limit: 1 });
      return reply
        .header("content-disposition", 'attachment; filename="persona-customers.csv"')
        .type("text/csv; charset=utf-8")
        .send(Readable.from(personaCustomersCsv(context, id, query.q)));
    },
  );
}
