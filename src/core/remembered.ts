/** How long answers are believed, and how many are kept. */
export type RememberedOptions = {
  /** Milliseconds after which an answer is not given any more. */
  readonly freshMs: number;
  /** Answers at most; one more, and all are forgotten. */
  readonly most: number;
};

type Entry<Value> = { known: { value: Value; readAt: number } | null; reading: Promise<Value> | null };

/**
 * What a store says, as of a moment ago at most, for questions that are asked hundreds of times a
 * second. From half that time on it is asked anew behind the answer, so that of those who ask often
 * nobody waits.
 */
export class Remembered<Value> {
  readonly #options: RememberedOptions;
  #entries = new Map<string, Entry<Value>>();

  constructor(options: RememberedOptions) {
    this.#options = options;
  }

  /** What is known of the key, or what `read` says; its failure where nothing fresh is known. Null is never kept. */
  get(key: string, now: number, read: () => Promise<Value>): Promise<Value> {
    const entry = this.#entryOf(key);
    const age = entry.known ? now - entry.known.readAt : Number.NaN;
    // A clock that was set back says nothing of an age.
    const fresh = age >= 0 && age < this.#options.freshMs ? entry.known : null;
    if (fresh && age < this.#options.freshMs / 2) return Promise.resolve(fresh.value);
    entry.reading ??= this.#read(key, entry, now, read);
    return fresh ? Promise.resolve(fresh.value) : entry.reading;
  }

  /** How many answers are kept or on their way. */
  get size(): number {
    return this.#entries.size;
  }

  /** Forgets all, what is being read just now included. */
  forget(): void {
    this.#entries = new Map();
  }

  #entryOf(key: string): Entry<Value> {
    const before = this.#entries.get(key);
    if (before) return before;
    if (this.#entries.size >= this.#options.most) this.forget();
    const entry: Entry<Value> = { known: null, reading: null };
    this.#entries.set(key, entry);
    return entry;
  }

  #read(key: string, entry: Entry<Value>, now: number, read: () => Promise<Value>): Promise<Value> {
    const reading = read();
    reading.then(
      (value) => {
        entry.reading = null;
        entry.known = value === null ? null : { value, readAt: now };
        if (value === null && this.#entries.get(key) === entry) this.#entries.delete(key);
      },
      // Whoever waits for it hears of it; what was known stays for the rest of its time.
      () => void (entry.reading = null),
    );
    return reading;
  }
}

/** One for each store: a process may open several (tests do). */
export function oneEach<Store extends object, Thing>(make: () => Thing): (store: Store) => Thing {
  const made = new WeakMap<Store, Thing>();
  return (store) => {
    const thing = made.get(store) ?? make();
    made.set(store, thing);
    return thing;
  };
}
