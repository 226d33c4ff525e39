import type { Capability } from "../../core/capability.ts";
import { personalData } from "./personal-data-queries.ts";

export { forgetRecords, keepKnown, matchArriving, rememberRecords } from "./arriving.ts";
export type { Arriving, Likeness } from "./arriving.ts";
export { storedKnown } from "./arriving-store.ts";
export type { Field, FieldKind } from "./field.ts";
export { type Known, knownFrom } from "./known.ts";
export type { Label } from "./labels.ts";
export { levelCode, levelCodes, levelOfCode } from "./level-codes.ts";
export type { Values } from "./load.ts";
export { matchRecords, THRESHOLDS } from "./match.ts";
export type { Matched } from "./match.ts";
export { chanceOf, priorWeight as weightOfChance, weightOf } from "./model.ts";
export { unseen } from "./train.ts";

/** What matching holds of people: the records that arriving ones are compared with. */
export const capability: Capability = { name: "identify/matching", personalData };
