export { Dedupe } from "./dedupe.ts";
export type { Fresh } from "./dedupe.ts";
export { sipHash64, showHash } from "./hash.ts";
