import type { Clock } from "./clock.ts";
import type { Facts } from "./facts.ts";
import type { Log } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { State } from "./state.ts";

/** What every capability is given: the two stores, the time, and where to write its logs. */
export type Context = {
  readonly facts: Facts;
  readonly state: State;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** The folder that only this process writes to (uploads, exports). */
  readonly dataDir: string;
  /** How the outside reaches this server, without a slash at the end. */
  readonly publicUrl: string;
  /** Whether what is sent out may go to private addresses: of this machine or its network. */
  readonly privateWebhooks: boolean;
};
