import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import styles from "./Segments.module.css";
import { useUses } from "./use-segments.tsx";
import type { UsesAnswer } from "./contract.ts";

/** What stops or changes with a segment. */
export function Uses({ uses }: UsesAnswer) {
  const { t } = useTranslation();
  if (uses.length === 0) return <p className={styles["quiet"]}>{t("segments.uses.none")}</p>;
  return (
    <ul className={styles["list"]}>
      {uses.map(({ kind, id, name }) => (
        <li key={`${kind} ${id}`}>
          {t(`segments.uses.${kind}`)}{" "}
          {kind === "segment" ? (
            <Link to="/segments/$id" params={{ id: String(id) }}>
              <bdi>{name}</bdi>
            </Link>
          ) : (
            <bdi>{name}</bdi>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Where a segment is used; with a text about it, only where it is used at all. */
export function UsesPanel({ id, text }: { id: number; text?: string }) {
  const { t } = useTranslation();
  const query = useUses(id);
  if (text !== undefined && !query.data?.uses.length) return null;
  return (
    <Panel title={t("segments.uses.title")} subtitle={text}>
      <Loaded query={query}>{({ uses }) => <Uses uses={uses} />}</Loaded>
    </Panel>
  );
}
