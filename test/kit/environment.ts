/** What the environment says to tests. */
export const config = {
  /** Servers mode: a Postgres to make databases in, instead of the embedded one. */
  databaseUrl: process.env["DATABASE_URL"],
};
