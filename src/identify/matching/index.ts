export type { Field, FieldKind } from "./field.ts";
export type { Values } from "./load.ts";
export { matchRecords, THRESHOLDS } from "./match.ts";
export type { Matched } from "./match.ts";
export { priorWeight as weightOfChance } from "./model.ts";
export { unseen } from "./train.ts";
