import { z } from "zod";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import type { CustomerFiguresPort } from "../../core/customer-figures-port.ts";
import { personasOf } from "../personas/index.ts";
import { classesOf } from "./classes-queries.ts";
import { openProfile } from "./customer.ts";
import { StandingAnswer } from "./standing-contract.ts";

const Id = z.object({ id: z.string().max(40) });

/** Where a customer stands among all others: personas, and the classes of RFM. */
export function standingRoutes(app: App, context: Context, figures: CustomerFiguresPort): void {
  app.get(
    "/api/v1/customers/:id/standing",
    { config: { access: "profiles:read" }, schema: { params: Id, response: { 200: StandingAnswer } } },
    async ({ params }) => {
      const { id, handles } = await openProfile(context, params.id);
      const asOf = context.clock.now();
      const numbers = handles.map((handle) => handle.id);
      const [personas, standing] = await Promise.all([
        personasOf(context.state, id),
        classesOf(context, figures, numbers, asOf),
      ]);
      return {
        personas: personas.map(({ kind: _kind, ...persona }) => ({ ...persona, marks: [...persona.marks] })),
        rfm: standing?.rfm ?? null,
        asOf: new Date(asOf).toISOString(),
      };
    },
  );
}
