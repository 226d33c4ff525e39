export { Dedupe } from "./dedupe.ts";
export { showHash, sipHash64 } from "./hash.ts";
