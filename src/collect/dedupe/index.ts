export { Dedupe } from "./dedupe.ts";
