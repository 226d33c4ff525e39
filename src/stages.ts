/**
 * The order of the loop, which folders can't show. A capability imports the doors of its own and
 * of earlier stages only. `workspace` (settings, people, tokens) comes before the loop.
 */
export const STAGES = [
  "workspace",
  "collect",
  "identify",
  "profile",
  "measure",
  "predict",
  "act",
  "learn",
] as const;
