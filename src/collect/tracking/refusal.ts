import { toldBecause, type Because, type Told } from "../../core/reason.ts";

/** Why an event is refused; a fixed set, so that refusals can be counted. */
export type RefusalReason =
  | "invalid_json"
  | "not_an_object"
  | "body_too_large"
  | "event_too_large"
  | "too_many_events"
  | "too_deep"
  | "unknown_type"
  | "missing_identity"
  | "missing_field"
  | "wrong_type"
  | "too_long"
  | "control_characters"
  | "invalid_timestamp";

/** A refusal with the field and what to do about it, in words for the one who sent it. */
export type Refusal = {
  readonly reason: RefusalReason;
  readonly field: string | null;
  readonly message: string;
  readonly fix: string;
  /** By which the pages say the same in the reader's language. */
  readonly because: Because;
};

/** Makes a refusal. */
export function refusal(reason: RefusalReason, field: string | null, words: Told): Refusal {
  return { reason, field, ...toldBecause(words) };
}
