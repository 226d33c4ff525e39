import { useTranslation } from "react-i18next";
import { differenceOf } from "../../ui/conditions/difference.ts";
import { useSay } from "../../ui/conditions/use-say.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { useWho } from "../../ui/shell/use-who.ts";
import styles from "./Segments.module.css";
import { useVersions } from "./use-segments.tsx";
import type { Segment, VersionsAnswer } from "./contract.ts";

type Version = VersionsAnswer["versions"][number];

function Changes({ version, before }: { version: Version; before: Version | undefined }) {
  const { t } = useTranslation();
  const say = useSay();
  if (!version.rule) return null;
  if (!before?.rule) return <p>{t("segments.versions.first")}</p>;
  const { gone, come, isOrder } = differenceOf(say, before.rule, version.rule);
  if (gone.length + come.length === 0)
    return <p>{isOrder ? t("segments.versions.order") : t("segments.versions.same")}</p>;
  return (
    <ul className={styles["changes"]}>
      {gone.map((clause) => (
        <li key={`- ${clause}`}>
          {t("segments.versions.gone")} <del>{clause}</del>
        </li>
      ))}
      {come.map((clause) => (
        <li key={`+ ${clause}`}>
          {t("segments.versions.come")} <ins>{clause}</ins>
        </li>
      ))}
    </ul>
  );
}

function VersionLine({ version, before }: { version: Version; before: Version | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const who = useWho();
  return (
    <li className={styles["version"]}>
      <strong>{t("segments.versions.one", { n: format.number(version.version) })}</strong>
      <Changes version={version} before={before} />
      {version.why && (
        <blockquote className={styles["said"]}>
          <bdi>{version.why}</bdi>
        </blockquote>
      )}
      <p className={styles["quiet"]}>
        <bdi>{who(version.by)}</bdi>
        {" · "}
        {format.dateTime(version.at)}
      </p>
    </li>
  );
}

/** Every rule that a segment had, the latest first, and what changed each time. */
export function VersionsPanel({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  return (
    <Panel title={t("segments.versions.title")}>
      <Loaded query={useVersions(segment.id)}>
        {({ versions }) => (
          <ol className={styles["list"]}>
            {versions.map((version, at) => (
              <VersionLine key={version.version} version={version} before={versions[at + 1]} />
            ))}
          </ol>
        )}
      </Loaded>
    </Panel>
  );
}
