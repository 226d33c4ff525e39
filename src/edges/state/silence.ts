import pg from "pg";

/** How long an answer may take before Postgres is asked whether it is there at all; milliseconds. */
const ASK_AFTER = 4_000;
const ANSWER_WITHIN = 2_000;
const TRIES = 2;

/** Waits for what was asked of Postgres, for as long as Postgres is there. */
export type Listener = <Value>(asked: Promise<Value>) => Promise<Value>;

/**
 * A Postgres that hangs (a frozen disk, a stopped process) ends no statement by itself, and a slow
 * statement may take its minute. So what takes long is told apart by asking over a connection of
 * its own: where that is not answered either, all who wait are refused, within ten seconds in all.
 */
export function listenForSilence(address: pg.ClientConfig, askAfter = ASK_AFTER): Listener {
  let asking: Promise<boolean> | null = null;
  const isThere = () => {
    asking ??= answers(address).finally(() => {
      asking = null;
    });
    return asking;
  };
  return (asked) =>
    new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | null = setTimeout(check, askAfter);
      function check(): void {
        void isThere().then((there) => {
          if (timer === null) return;
          if (there) timer = setTimeout(check, askAfter);
          else reject(new Error("Postgres does not answer"));
        });
      }
      const settled = () => {
        if (timer !== null) clearTimeout(timer);
        timer = null;
      };
      asked.then(resolve, reject).finally(settled);
    });
}

/** Twice, since a machine that stood still for a moment makes one answer late. */
async function answers(address: pg.ClientConfig): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries += 1) if (await answersOnce(address)) return true;
  return false;
}

async function answersOnce(address: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client({
    ...address,
    connectionTimeoutMillis: ANSWER_WITHIN,
    query_timeout: ANSWER_WITHIN,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch (failure) {
    // A refusal (too many connections, still starting) is an answer.
    return failure instanceof pg.DatabaseError;
  } finally {
    void client.end().catch(() => undefined);
  }
}
