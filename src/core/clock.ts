/** What time it is. Passed in everywhere, so that tests and the demo decide it. */
export type Clock = {
  /** Milliseconds since 1970, UTC. */
  now(): number;
};

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };
