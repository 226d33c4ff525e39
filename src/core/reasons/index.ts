import { conditions } from "./conditions.ts";
import { event } from "./event.ts";
import { form } from "./form.ts";
import { imports, line } from "./imports.ts";
import { customers, demo, figures, identity, matches, personas, rules, server, sources } from "./pages.ts";
import { segments } from "./segments.ts";
import { people, settings, tokens } from "./workspace.ts";

/**
 * Every reason that a page may show, with what it says and what to do about it in English: the one
 * source of the API's words and of the English pages. The other languages hold the same keys.
 * Texts are written as i18next takes them: `{{name}}` for a value, `_one` and `_other` by `{{n}}`.
 */
export const REASONS = {
  conditions,
  customers,
  demo,
  event,
  figures,
  form,
  identity,
  imports,
  line,
  matches,
  people,
  personas,
  rules,
  segments,
  server,
  settings,
  sources,
  tokens,
} as const;
