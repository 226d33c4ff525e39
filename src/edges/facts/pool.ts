import { tooCostly, unavailable } from "./problems.ts";

type Waiting<Connection> = { give(connection: Connection): void; refuse(error: unknown): void };

/** A connection while one statement uses it. */
export type Lease<Connection> = { readonly connection: Connection; release(): void };

/** Connections that run one statement at a time; who asked first is served first. */
export class Pool<Connection> {
  readonly connections: readonly Connection[];
  readonly #free: Connection[];
  readonly #waiting: Waiting<Connection>[] = [];
  #closed = false;

  constructor(connections: readonly Connection[]) {
    this.connections = connections;
    this.#free = [...connections];
  }

  /**
   * Waits for a connection.
   * @throws Problem `timeout` after the seconds given; the signal's reason when it aborts first.
   */
  lease(wait: { timeout?: number; signal?: AbortSignal }): Promise<Lease<Connection>> {
    if (this.#closed) return Promise.reject(unavailable("The facts are closed."));
    if (wait.signal?.aborted) return Promise.reject(wait.signal.reason);
    const connection = this.#free.shift();
    if (connection !== undefined) return Promise.resolve(this.#leaseOf(connection));
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        wait.signal?.removeEventListener("abort", onAbort);
        const place = this.#waiting.indexOf(entry);
        if (place >= 0) this.#waiting.splice(place, 1);
      };
      const entry: Waiting<Connection> = {
        give: (given) => (leave(), resolve(this.#leaseOf(given))),
        refuse: (error) => (leave(), reject(error)),
      };
      const onAbort = () => entry.refuse(wait.signal?.reason);
      const timer = wait.timeout
        ? setTimeout(() => entry.refuse(tooCostly()), wait.timeout * 1000)
        : undefined;
      wait.signal?.addEventListener("abort", onAbort, { once: true });
      this.#waiting.push(entry);
    });
  }

  /** Refuses all who wait and all who come. */
  close(): void {
    this.#closed = true;
    for (const entry of [...this.#waiting]) entry.refuse(unavailable("The facts are closed."));
  }

  #leaseOf(connection: Connection): Lease<Connection> {
    let held = true;
    const release = () => {
      if (!held) return;
      held = false;
      const next = this.#waiting[0];
      if (next) next.give(connection);
      else this.#free.push(connection);
    };
    return { connection, release };
  }
}
