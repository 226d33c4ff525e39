import type { Clock } from "./clock.ts";
import type { Facts } from "./facts.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { State } from "./state.ts";

/** Work of a request that would hold up whoever else is answered just then. What it is given and what comes of it are plain data. */
export type AsideWork<Given, Done> = {
  /** The capability's name. */
  readonly name: string;
  run(context: Context, given: Given): Promise<Done>;
  /** What of the given may be handed over rather than copied; who asked has it no more. */
  moves(given: Given): ArrayBuffer[];
};

/** Has work done beside the thread that answers, or on it where there is no other. */
export type Aside = <Given, Done>(
  context: Context,
  work: AsideWork<Given, Done>,
  given: Given,
) => Promise<Done>;

/** What every capability is given: the two stores, the time, and where to write its logs. */
export type Context = {
  readonly facts: Facts;
  readonly state: State;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly aside: Aside;
  /** The folder that only this process writes to (uploads, exports). */
  readonly dataDir: string;
  /** How the outside reaches this server, without a slash at the end. */
  readonly publicUrl: string;
  /** Whether what is sent out may go to private addresses: of this machine or its network. */
  readonly privateWebhooks: boolean;
};
