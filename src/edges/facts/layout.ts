import { FACTS_MARKS } from "../../core/sql.ts";

/** What differs between one engine and a cluster of servers. */
export type FactsLayout = {
  /** The database that holds the tables. */
  database: string;
  /** The name of the cluster (`CLICKHOUSE_CLUSTER`), where there is one. */
  cluster?: string | undefined;
};

/** A statement's text with the marks of `core/sql.ts` filled in. */
export function placed(text: string, cluster: string | undefined): string {
  return text
    .replaceAll(FACTS_MARKS.local, cluster === undefined ? "" : "_local")
    .replaceAll(FACTS_MARKS.onCluster, cluster === undefined ? "" : `ON CLUSTER \`${cluster}\``)
    .replaceAll(
      FACTS_MARKS.parts,
      cluster === undefined ? "system.parts" : `clusterAllReplicas('${cluster}', system.parts)`,
    );
}

/** A migration's text for a layout: the only place where a cluster's tables differ from one engine's. */
export function filled(text: string, layout: FactsLayout): string {
  const { cluster, database } = layout;
  const [replicated, window] = cluster === undefined ? ["", "non_replicated"] : ["Replicated", "replicated"];
  const cleaned = cluster === undefined ? CLEANED_AT_ONCE : CLEANED_BY_DEFAULT;
  const values: Readonly<Record<string, string>> = {
    merge_tree: `${replicated}MergeTree`,
    replacing_merge_tree: `${replicated}ReplacingMergeTree`,
    durable: `${window}_deduplication_window = 10000, ${FORCED}, ${cleaned}`,
    cleaned,
    cluster: `'${cluster ?? ""}'`,
    database: `\`${database}\``,
  };
  return placed(text, cluster).replaceAll(
    /\{([a-z_]+)\}(\(\w*\))?/g,
    (placeholder, name: string, version = "") => {
      if (name === "everywhere_replacing_merge_tree") return everywhere(version, cluster);
      const value = values[name];
      if (value === undefined) throw new Error(`no value for ${placeholder} in a migration`);
      return `${value}${version}`;
    },
  );
}

const FORCED = "fsync_after_insert = 1, fsync_part_directory = 1, min_rows_to_fsync_after_merge = 1";

/** How long parts that are not needed any more may gather, in seconds. */
const CLEANED_AT_ONCE =
  "cleanup_delay_period = 1, cleanup_delay_period_random_add = 1, max_cleanup_delay_period = 2";
/** The engine's own: on a cluster each look is a question to its keeper. */
const CLEANED_BY_DEFAULT =
  "cleanup_delay_period = 30, cleanup_delay_period_random_add = 10, max_cleanup_delay_period = 300";

/** The same rows on every server of every shard: all replicate one path, each under a name of its own. */
function everywhere(version: string, cluster: string | undefined): string {
  if (cluster === undefined) return `ReplacingMergeTree${version}`;
  const column = version.slice(1, -1);
  const path = "'/clickhouse/tables/{uuid}/everywhere', '{shard}-{replica}'";
  return `ReplicatedReplacingMergeTree(${path}${column === "" ? "" : `, ${column}`})`;
}
