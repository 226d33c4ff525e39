import { UsageError } from "../outcome.ts";
import type { Verb } from "../verb.ts";

/** Which orders and customers: every report takes these. */
const WHOSE = ["dimension", "value", "segment", "persona"];

/** Each report with the options that its route takes. */
const REPORTS: Record<string, { path: string; takes: readonly string[] }> = {
  retention: {
    path: "/api/v1/figures/retention",
    takes: ["from", "to", "period", "as-of", "window", ...WHOSE],
  },
  cohorts: {
    path: "/api/v1/figures/cohorts",
    takes: ["from", "to", "period", "periods", "measure", "as-of", "window", ...WHOSE],
  },
  slipping: {
    path: "/api/v1/figures/slipping",
    takes: ["sort", "tier", "limit", "cursor", "as-of", "window", ...WHOSE],
  },
  rfm: { path: "/api/v1/figures/rfm", takes: ["as-of", ...WHOSE] },
  overview: { path: "/api/v1/figures/overview", takes: ["as-of", "window", ...WHOSE] },
  revenue: {
    path: "/api/v1/figures/revenue",
    takes: ["from", "to", "period", "as-of", ...WHOSE],
  },
};

/** Answers with figures. */
export const report: Verb = {
  name: "report",
  summary: `Answers with figures: ${Object.keys(REPORTS).join(", ")}.`,
  usage: "retention|cohorts|slipping|rfm|overview|revenue [--from DAY] [--to DAY] [--period month] …",
  options: {
    from: { means: "the first day, YYYY-MM-DD" },
    to: { means: "the last day, YYYY-MM-DD" },
    period: { means: "day, week, month (usual), quarter or year" },
    periods: { means: "cohorts: how many periods after the first" },
    measure: { means: "cohorts: share (usual), count or revenue" },
    sort: { means: "slipping: value (usual), silence, overdue or lastOrderAt" },
    tier: { means: "slipping: high, medium or other" },
    limit: { means: "slipping: how many; at most 200" },
    cursor: { means: "slipping: the next page, from the answer before" },
    "as-of": { means: "the instant to look from, such as 2026-01-31T00:00:00Z" },
    window: { means: "another activity window, in days" },
    dimension: { means: "country, source, channel, product, category or discount" },
    value: { means: "the value of the dimension" },
    segment: { means: "only members of this segment or list: its name or number" },
    persona: { means: "only customers of this persona, such as repeat or k3" },
  },
  words: { least: 1, most: 1 },
  run(client, { words: [name = ""], options }) {
    const asked = REPORTS[name];
    if (!asked) throw new UsageError(`There is no report "${name}": ${Object.keys(REPORTS).join(", ")}.`);
    const beyond = Object.keys(options).find((option) => !asked.takes.includes(option));
    if (beyond) throw new UsageError(`The report ${name} takes no --${beyond}.`);
    const { "as-of": asOf, segment, persona, ...query } = options;
    const sets = [segment && `segment:${segment}`, persona && `persona:${persona}`].filter(Boolean);
    const who = sets.length > 0 ? sets.join(",") : undefined;
    return client.ask({ path: asked.path, query: { ...query, asOf, who } });
  },
};
