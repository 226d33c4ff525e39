import type { ProfileId } from "../../core/ids.ts";
import type { ProfileRecords } from "../../core/records-port.ts";
import type { State } from "../../core/state.ts";
import type { Values } from "../matching/index.ts";
import { valuesOf } from "./fields.ts";

/** The profiles as the records of one matching: what has been read so far, and how many had each field. */
export class Feed {
  /** The profile of each record, by the record's number. */
  readonly ids: ProfileId[] = [];
  readonly filled: number[] = [];
  readonly #state: State;
  readonly #records: ProfileRecords;
  readonly #read: (loaded: number) => Promise<void>;

  /** `read` is told how many were read, now and then. */
  constructor(state: State, records: ProfileRecords, read: (loaded: number) => Promise<void>) {
    this.#state = state;
    this.#records = records;
    this.#read = read;
  }

  /** The records' values, one after the other. */
  async *values(): AsyncIterable<Values> {
    for await (const batch of this.#records.all(this.#state)) {
      for (const record of batch) {
        const values = valuesOf(record);
        for (const [field, value] of values.entries()) {
          if (value !== null) this.filled[field] = (this.filled[field] ?? 0) + 1;
        }
        this.ids.push(record.id);
        yield values;
      }
      await this.#read(this.ids.length);
    }
  }
}
