import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { VocabularyAnswer, VocabularyQuestion } from "./contract.ts";
import { namesOf } from "./queries.ts";

/** How many names one answer has. */
const MOST = 50;

/** The names that the workspace's own data has, over HTTP. */
export function vocabularyRoutes(app: App, { facts }: Context): void {
  app.get(
    "/api/v1/vocabulary",
    {
      config: { access: "segments:read" },
      schema: { querystring: VocabularyQuestion, response: { 200: VocabularyAnswer } },
    },
    async ({ query: { of, q } }) => ({ names: await namesOf(facts, of, q, MOST) }),
  );
}
