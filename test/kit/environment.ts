import { tmpdir } from "node:os";

/** The variable with which the set-up of a run says {@link config.folder}. */
export const FOLDER = "TENURE_TEST_FOLDER";

/** What the environment says to tests; read when it is needed, since the set-up of a run may write it. */
export const config = {
  /** Servers mode: a Postgres to make databases in, instead of the embedded one. */
  get databaseUrl(): string | undefined {
    return process.env["DATABASE_URL"];
  },
  /** Servers mode: a ClickHouse server to make databases in, instead of chDB in each process. */
  get clickhouseUrl(): string | undefined {
    return process.env["CLICKHOUSE_URL"];
  },
  /** Servers mode: the cluster that the server belongs to. */
  get clickhouseCluster(): string | undefined {
    return process.env["CLICKHOUSE_CLUSTER"] || undefined;
  },
  /** Where the processes of a run keep what goes with its end. */
  get folder(): string {
    return process.env[FOLDER] ?? tmpdir();
  },
  /** What the names of a run's databases begin with, so that its end finds them. */
  get databasePrefix(): string {
    return process.env["TENURE_TEST_DATABASES"] ?? "test";
  },
};
