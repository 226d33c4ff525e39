/**
 * What the identify stage compares of profiles and the profile stage, which comes after it, knows:
 * `profile/traits` offers an implementation, the wiring hands it to `identify/matches`.
 */
import type { ProfileId } from "./ids.ts";
import type { State, StateTransaction } from "./state.ts";

/** The values by which profiles are compared. */
export const RECORD_FIELDS = [
  "given",
  "family",
  "birthday",
  "email",
  "phone",
  "street",
  "city",
  "postal_code",
  "company",
] as const;

/** One of {@link RECORD_FIELDS}. */
export type RecordField = (typeof RECORD_FIELDS)[number];

/** A profile's values as they count now; what is not known is left out. */
export type ProfileRecord = {
  readonly id: ProfileId;
  readonly values: Readonly<Partial<Record<RecordField, string>>>;
};

/** The profiles as records. Only what trusted sources said counts: a claim must not make anybody like another. */
export type ProfileRecords = {
  /** Every profile that has a value, by number, in batches; each is read as it stands then. */
  all(state: State): AsyncIterable<readonly ProfileRecord[]>;
  /** Those of the profiles that have a value. */
  of(state: State | StateTransaction, ids: readonly ProfileId[]): Promise<Map<ProfileId, ProfileRecord>>;
};
