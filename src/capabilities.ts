import { demo } from "./collect/demo/index.ts";
import { imports } from "./collect/imports/index.ts";
import { capability as inbox } from "./collect/inbox/index.ts";
import { capability as sources } from "./collect/sources/index.ts";
import { capability as tracking } from "./collect/tracking/index.ts";
import type { Capability } from "./core/capability.ts";
import { capability as conflicts } from "./identify/conflicts/index.ts";
import { capability as graph } from "./identify/graph/index.ts";
import { capability as matching } from "./identify/matching/index.ts";
import { figures } from "./figures.ts";
import { quality } from "./identify/quality/index.ts";
import { capability as ruleChanges } from "./identify/rule-changes/index.ts";
import { capability as rules } from "./identify/rules/index.ts";
import { countedRows, ordersInTime } from "./measure/basis/index.ts";
import { matches } from "./identify/matches/index.ts";
import { cohorts } from "./measure/cohorts/index.ts";
import { customersBehind, profileFigures } from "./measure/customers/index.ts";
import { comparing } from "./measure/compare/index.ts";
import { dimensions } from "./measure/dimensions/index.ts";
import { metrics } from "./measure/metrics/index.ts";
import { retention } from "./measure/retention/index.ts";
import { revenue } from "./measure/revenue/index.ts";
import { rfmCapability } from "./measure/rfm/index.ts";
import { slipping } from "./measure/slipping/index.ts";
import { activityWindow } from "./measure/window/index.ts";
import { processInbox } from "./pipeline.ts";
import { capability as consent } from "./profile/consent/index.ts";
import { erasureCapability } from "./profile/erasure/index.ts";
import { personas } from "./profile/personas/index.ts";
import { capability as recognise } from "./profile/recognise/index.ts";
import { notePersonas, segments } from "./profile/segments/index.ts";
import { capability as traits, profileRecords } from "./profile/traits/index.ts";
import { viewCapability } from "./profile/view/index.ts";
import { vocabulary } from "./profile/vocabulary/index.ts";
import { undoHooks } from "./undo-hooks.ts";
import { people } from "./workspace/people/index.ts";
import { settings } from "./workspace/settings/index.ts";
import { tokens } from "./workspace/tokens/index.ts";

/** The worker's way from the inbox to the facts; what it moves, the capabilities on the way hold. */
const pipeline: Capability = { name: "pipeline", personalData: null, jobs: [processInbox] };

/** Everything that Tenure can do, in the order of the loop. */
export const capabilities: readonly Capability[] = [
  ...[settings, people, tokens],
  // Imports before the inbox: an erasure finds a customer's files by the events that it erases next.
  ...[sources, tracking, imports(undoHooks), inbox, pipeline, demo(undoHooks)],
  ...[
    ...[rules, graph, ruleChanges, conflicts],
    matching,
    quality(ordersInTime),
    matches(profileRecords),
    traits,
    consent,
    erasureCapability(() => capabilities),
    segments(figures),
    vocabulary,
    viewCapability(profileFigures, figures),
    recognise,
    personas(countedRows, notePersonas),
  ],
  ...[
    metrics,
    retention,
    cohorts,
    revenue,
    slipping,
    rfmCapability,
    customersBehind,
    dimensions,
    activityWindow,
    comparing,
  ],
];
