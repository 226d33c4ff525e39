/** Which address shows which page. Views are loaded when they are first opened. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { TABLE_SEARCH, day, oneOf, searchOf, text, whole } from "./address.ts";
import { FIGURE_SEARCH } from "./figures/figure-search.ts";
import { RFM_SEARCH, RFM_SET_SEARCH } from "./figures/rfm-search.ts";
import { queryClient } from "./query-client.ts";
import { SkeletonLines } from "./parts/Loading.tsx";
import { Crash, NotFound } from "./shell/Crash.tsx";
import { Shell, ShellToCome } from "./shell/Shell.tsx";
import { sessionQuery, workspaceQuery } from "./shell/session.ts";

const root = createRootRoute({ notFoundComponent: NotFound });

/** Nobody is signed in: to the sign-in page, which leads back here. */
async function needsSession(href: string): Promise<void> {
  const session = await queryClient.ensureQueryData(sessionQuery);
  if (!session.actor) throw redirect({ to: "/sign-in", search: { next: href } as never });
}

/** A workspace that nobody has set up yet begins with the welcome page. */
async function needsWorkspace(): Promise<void> {
  const workspace = await queryClient.ensureQueryData(workspaceQuery);
  const may = queryClient.getQueryData(sessionQuery.queryKey)?.actor?.permissions.includes("workspace:write");
  if (!workspace.setUpAt && may) throw redirect({ to: "/welcome" });
}

const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("../workspace/people/SetupView.tsx"), "SetupView"),
});

const join = createRoute({
  getParentRoute: () => root,
  path: "/join",
  component: lazyRouteComponent(() => import("../workspace/people/JoinView.tsx"), "JoinView"),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: searchOf({ next: text(2000) }),
  component: lazyRouteComponent(() => import("../workspace/people/SignInView.tsx"), "SignInView"),
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: "/welcome",
  beforeLoad: ({ location }) => needsSession(location.href),
  component: lazyRouteComponent(() => import("../workspace/settings/WelcomeView.tsx"), "WelcomeView"),
});

const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  component: Shell,
  pendingComponent: ShellToCome,
  beforeLoad: async ({ location }) => {
    await needsSession(location.href);
    await needsWorkspace();
  },
});

const home = createRoute({
  getParentRoute: () => app,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/overview" });
  },
});

const overview = createRoute({
  getParentRoute: () => app,
  path: "/overview",
  validateSearch: searchOf(FIGURE_SEARCH),
  component: lazyRouteComponent(() => import("../measure/metrics/OverviewView.tsx"), "OverviewView"),
});

const retention = createRoute({
  getParentRoute: () => app,
  path: "/retention",
  validateSearch: searchOf({ ...FIGURE_SEARCH, ...TABLE_SEARCH, by: text(20), of: text(500) }),
  component: lazyRouteComponent(() => import("../measure/retention/RetentionView.tsx"), "RetentionView"),
});

const cohorts = createRoute({
  getParentRoute: () => app,
  path: "/cohorts",
  validateSearch: searchOf({ ...FIGURE_SEARCH, show: oneOf("share", "count", "revenue") }),
  component: lazyRouteComponent(() => import("../measure/cohorts/CohortsView.tsx"), "CohortsView"),
});

const slipping = createRoute({
  getParentRoute: () => app,
  path: "/slipping",
  validateSearch: searchOf({ ...FIGURE_SEARCH, ...TABLE_SEARCH, tier: oneOf("high", "medium", "other") }),
  component: lazyRouteComponent(() => import("../measure/slipping/SlippingView.tsx"), "SlippingView"),
});

const rfm = createRoute({
  getParentRoute: () => app,
  path: "/rfm",
  validateSearch: searchOf({ ...FIGURE_SEARCH, ...RFM_SEARCH }),
  component: lazyRouteComponent(() => import("../measure/rfm/RfmView.tsx"), "RfmView"),
});

const rfmCustomers = createRoute({
  getParentRoute: () => app,
  path: "/rfm/customers",
  validateSearch: searchOf({ ...FIGURE_SEARCH, ...TABLE_SEARCH, ...RFM_SET_SEARCH }),
  component: lazyRouteComponent(() => import("../measure/rfm/RfmCustomersView.tsx"), "RfmCustomersView"),
});

const behind = createRoute({
  getParentRoute: () => app,
  path: "/behind",
  validateSearch: searchOf({
    ...FIGURE_SEARCH,
    ...TABLE_SEARCH,
    set: text(30),
    day,
    k: whole(0, 400),
    within: whole(1, 1100),
  }),
  component: lazyRouteComponent(() => import("../measure/customers/BehindView.tsx"), "BehindView"),
});

const customers = createRoute({
  getParentRoute: () => app,
  path: "/customers",
  validateSearch: searchOf({ ...TABLE_SEARCH, states: text(100), tiers: text(60) }),
  component: lazyRouteComponent(() => import("../profile/view/CustomersView.tsx"), "CustomersView"),
});

const customer = createRoute({
  getParentRoute: () => app,
  path: "/customers/$id",
  validateSearch: searchOf({ kinds: text(60) }),
  component: lazyRouteComponent(() => import("../profile/view/CustomerView.tsx"), "CustomerView"),
});

const personas = createRoute({
  getParentRoute: () => app,
  path: "/personas",
  component: lazyRouteComponent(() => import("../profile/personas/PersonasView.tsx"), "PersonasView"),
});

const persona = createRoute({
  getParentRoute: () => app,
  path: "/personas/$id",
  component: lazyRouteComponent(() => import("../profile/personas/PersonaView.tsx"), "PersonaView"),
});

const personaCustomers = createRoute({
  getParentRoute: () => app,
  path: "/personas/$id/customers",
  validateSearch: searchOf(TABLE_SEARCH),
  component: lazyRouteComponent(
    () => import("../profile/personas/PersonaCustomersView.tsx"),
    "PersonaCustomersView",
  ),
});

const segments = createRoute({
  getParentRoute: () => app,
  path: "/segments",
  validateSearch: searchOf({
    ...TABLE_SEARCH,
    folder: text(120),
    tag: text(40),
    show: oneOf("archived", "deleted"),
  }),
  component: lazyRouteComponent(() => import("../profile/segments/SegmentsView.tsx"), "SegmentsView"),
});

const newSegment = createRoute({
  getParentRoute: () => app,
  path: "/segments/new",
  validateSearch: searchOf({
    ready: text(60),
    kind: oneOf("list"),
    from: whole(1, 2_147_483_647),
    rule: text(4000),
    name: text(120),
  }),
  component: lazyRouteComponent(() => import("../profile/segments/SegmentEditView.tsx"), "SegmentNewView"),
});

const compare = createRoute({
  getParentRoute: () => app,
  path: "/segments/compare",
  validateSearch: searchOf({ ...TABLE_SEARCH, a: text(300), b: text(300), area: text(20) }),
  component: lazyRouteComponent(() => import("../measure/compare/CompareView.tsx"), "CompareView"),
});

const compareBehind = createRoute({
  getParentRoute: () => app,
  path: "/segments/compare/customers",
  validateSearch: searchOf({
    ...TABLE_SEARCH,
    a: text(300),
    b: text(300),
    line: text(700),
    side: oneOf("a", "b"),
  }),
  component: lazyRouteComponent(
    () => import("../measure/compare/CompareBehindView.tsx"),
    "CompareBehindView",
  ),
});

const segment = createRoute({
  getParentRoute: () => app,
  path: "/segments/$id",
  validateSearch: searchOf(TABLE_SEARCH),
  component: lazyRouteComponent(() => import("../profile/segments/SegmentView.tsx"), "SegmentView"),
});

const editSegment = createRoute({
  getParentRoute: () => app,
  path: "/segments/$id/edit",
  component: lazyRouteComponent(() => import("../profile/segments/SegmentEditView.tsx"), "SegmentEditView"),
});

const identity = createRoute({
  getParentRoute: () => app,
  path: "/customers/$id/identity",
  component: lazyRouteComponent(() => import("../identify/graph/IdentityView.tsx"), "IdentityView"),
});

const quality = createRoute({
  getParentRoute: () => app,
  path: "/identity",
  component: lazyRouteComponent(() => import("../identify/quality/QualityView.tsx"), "QualityView"),
});

const qualityBehind = createRoute({
  getParentRoute: () => app,
  path: "/identity/behind",
  validateSearch: searchOf({
    ...TABLE_SEARCH,
    set: text(30),
    reason: text(40),
    least: whole(1, 1_000_000),
    most: whole(1, 1_000_000),
    asOf: text(40),
  }),
  component: lazyRouteComponent(
    () => import("../identify/quality/QualityBehindView.tsx"),
    "QualityBehindView",
  ),
});

const matching = createRoute({
  getParentRoute: () => app,
  path: "/matching",
  validateSearch: searchOf({ show: oneOf("likely", "doubtful", "aside") }),
  component: lazyRouteComponent(() => import("../identify/matches/QueueView.tsx"), "QueueView"),
});

const matchingModel = createRoute({
  getParentRoute: () => app,
  path: "/matching/model",
  component: lazyRouteComponent(() => import("../identify/matches/ModelView.tsx"), "ModelView"),
});

const sources = createRoute({
  getParentRoute: () => app,
  path: "/sources",
  validateSearch: searchOf(TABLE_SEARCH),
  component: lazyRouteComponent(() => import("../collect/sources/SourcesView.tsx"), "SourcesView"),
});

const source = createRoute({
  getParentRoute: () => app,
  path: "/sources/$id",
  validateSearch: searchOf({ tab: oneOf("connect", "events", "rejected"), reason: text(60) }),
  component: lazyRouteComponent(() => import("../collect/sources/SourceView.tsx"), "SourceView"),
});

const imports = createRoute({
  getParentRoute: () => app,
  path: "/imports",
  validateSearch: searchOf(TABLE_SEARCH),
  component: lazyRouteComponent(() => import("../collect/imports/ImportsView.tsx"), "ImportsView"),
});

const oneImport = createRoute({
  getParentRoute: () => app,
  path: "/imports/$id",
  component: lazyRouteComponent(() => import("../collect/imports/ImportView.tsx"), "ImportView"),
});

const settings = createRoute({
  getParentRoute: () => app,
  path: "/settings",
  component: lazyRouteComponent(() => import("../workspace/settings/SettingsView.tsx"), "SettingsView"),
});

const rules = createRoute({
  getParentRoute: () => app,
  path: "/settings/identity",
  component: lazyRouteComponent(() => import("../identify/rule-changes/RulesView.tsx"), "RulesView"),
});

const conflicts = createRoute({
  getParentRoute: () => app,
  path: "/identity/conflicts",
  validateSearch: searchOf({ ...TABLE_SEARCH, reason: text(40) }),
  component: lazyRouteComponent(() => import("../identify/conflicts/ConflictsView.tsx"), "ConflictsView"),
});

const people = createRoute({
  getParentRoute: () => app,
  path: "/settings/people",
  validateSearch: searchOf(TABLE_SEARCH),
  component: lazyRouteComponent(() => import("../workspace/people/PeopleView.tsx"), "PeopleView"),
});

const account = createRoute({
  getParentRoute: () => app,
  path: "/settings/account",
  component: lazyRouteComponent(() => import("../workspace/people/AccountView.tsx"), "AccountView"),
});

const tokens = createRoute({
  getParentRoute: () => app,
  path: "/settings/tokens",
  validateSearch: searchOf(TABLE_SEARCH),
  component: lazyRouteComponent(() => import("../workspace/tokens/TokensView.tsx"), "TokensView"),
});

const figures = [overview, retention, cohorts, slipping, rfm, rfmCustomers, behind];
const pages = [home, ...figures, customers, customer, sources, source];
const tree = root.addChildren([
  setup,
  join,
  signIn,
  welcome,
  app.addChildren([
    ...pages,
    identity,
    ...[segments, newSegment, segment, editSegment, compare, compareBehind],
    ...[personas, persona, personaCustomers],
    ...[quality, qualityBehind, matching, matchingModel],
    ...[imports, oneImport, settings, rules, conflicts],
    account,
    people,
    tokens,
  ]),
]);

/** The way from addresses to pages. */
export const router = createRouter({
  routeTree: tree,
  defaultPreload: "intent",
  defaultPendingMs: 150,
  scrollRestoration: true,
  defaultErrorComponent: Crash,
  defaultPendingComponent: SkeletonLines,
  defaultNotFoundComponent: NotFound,
});

declare module "@tanstack/react-router" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface Register {
    router: typeof router;
  }
}
