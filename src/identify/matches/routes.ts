import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import type { ProfileRecords } from "../../core/records-port.ts";
import { NumberParams, saidBy } from "../graph/index.ts";
import { answerPair, undoLastAnswer } from "./answer.ts";
import { AnswerBody, AnsweredAnswer, QueueAnswer, QueueQuestion } from "./contract.ts";
import { queue } from "./queue.ts";
import { runRoutes } from "./run-routes.ts";
import { settingsRoutes } from "./settings-routes.ts";

const reads = { access: "profiles:read" } as const;
const writes = { access: "identity:write" } as const;

/** What is kept with a decision whose reason nobody wrote. */
const REASONS = {
  yes: "One customer, said in the review queue.",
  no: "Two customers, said in the review queue.",
  unsure: "Not sure.",
} as const;

/** Matching over HTTP: its runs, what they learned, how it is set, and the queue of pairs to answer. */
export function matchRoutes(app: App, context: Context, records: ProfileRecords): void {
  runRoutes(app, context);
  settingsRoutes(app, context);
  app.get(
    "/api/v1/identity/matches/queue",
    { config: reads, schema: { querystring: QueueQuestion, response: { 200: QueueAnswer } } },
    ({ query, actor }) => queue(context, records, query, saidBy(actor)),
  );
  app.post(
    "/api/v1/identity/matches/pairs/:number/answer",
    { config: writes, schema: { params: NumberParams, body: AnswerBody, response: { 200: AnsweredAnswer } } },
    ({ params, body, actor }) =>
      answerPair(context, params.number, body.answer, {
        reason: body.reason ?? REASONS[body.answer],
        by: saidBy(actor),
      }),
  );
  app.post(
    "/api/v1/identity/matches/queue/undo",
    { config: writes, schema: { response: { 200: AnsweredAnswer } } },
    ({ actor }) => undoLastAnswer(context, { reason: "Taken back in the review queue.", by: saidBy(actor) }),
  );
}
