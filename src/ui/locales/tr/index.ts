import basis from "./basis.json" with { type: "json" };
import behind from "./behind.json" with { type: "json" };
import chart from "./chart.json" with { type: "json" };
import cohorts from "./cohorts.json" with { type: "json" };
import compare from "./compare.json" with { type: "json" };
import conditions from "./conditions.json" with { type: "json" };
import conflicts from "./conflicts.json" with { type: "json" };
import customer from "./customer.json" with { type: "json" };
import demo from "./demo.json" with { type: "json" };
import customers from "./customers.json" with { type: "json" };
import fields from "./fields.json" with { type: "json" };
import figure from "./figure.json" with { type: "json" };
import identity from "./identity.json" with { type: "json" };
import imports from "./imports.json" with { type: "json" };
import library from "./library.json" with { type: "json" };
import matches from "./matches.json" with { type: "json" };
import metrics from "./metrics.json" with { type: "json" };
import people from "./people.json" with { type: "json" };
import personas from "./personas.json" with { type: "json" };
import problem from "./problem.json" with { type: "json" };
import reasons from "./reasons.json" with { type: "json" };
import quality from "./quality.json" with { type: "json" };
import refused from "./refused.json" with { type: "json" };
import retention from "./retention.json" with { type: "json" };
import revenue from "./revenue.json" with { type: "json" };
import rfm from "./rfm.json" with { type: "json" };
import rules from "./rules.json" with { type: "json" };
import search from "./search.json" with { type: "json" };
import segments from "./segments.json" with { type: "json" };
import settings from "./settings.json" with { type: "json" };
import shell from "./shell.json" with { type: "json" };
import slipping from "./slipping.json" with { type: "json" };
import sources from "./sources.json" with { type: "json" };
import table from "./table.json" with { type: "json" };
import tokens from "./tokens.json" with { type: "json" };
import welcome from "./welcome.json" with { type: "json" };
import windows from "./windows.json" with { type: "json" };
import words from "./words.json" with { type: "json" };
import work from "./work.json" with { type: "json" };

/** All texts of the pages in Turkish; one file a part of the product. */
export const locale = {
  basis,
  behind,
  chart,
  cohorts,
  compare,
  conditions,
  conflicts,
  customer,
  customers,
  demo,
  fields,
  figure,
  identity,
  imports,
  library,
  matches,
  metrics,
  people,
  personas,
  problem,
  quality,
  reasons,
  refused,
  retention,
  revenue,
  rfm,
  rules,
  search,
  segments,
  settings,
  shell,
  slipping,
  sources,
  table,
  tokens,
  welcome,
  windows,
  words,
  work,
};
