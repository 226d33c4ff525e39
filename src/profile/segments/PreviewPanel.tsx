import { Link } from "@tanstack/react-router";
import type { UseQueryResult } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { nameOfMember } from "./member-name.tsx";
import styles from "./Segments.module.css";
import type { PreviewAnswer } from "./contract.ts";

/** What the size is worth: all were looked at, or a sample with its interval. */
function useCertainty() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ exact, looked, low, high, customers }: PreviewAnswer): string =>
    exact
      ? t("segments.preview.exact", { n: format.number(customers) })
      : t("segments.preview.sample", {
          looked: format.number(looked),
          customers: format.number(customers),
          low: format.number(low),
          high: format.number(high),
        });
}

function Answer({ answer }: { answer: PreviewAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const certainty = useCertainty();
  const share = answer.customers === 0 ? 0 : answer.members / answer.customers;
  return (
    <>
      <p className={styles["size"]}>
        <bdi>{answer.exact ? format.number(answer.members) : `≈ ${format.number(answer.members)}`}</bdi>
        <small>{t("segments.preview.share", { share: format.percent(share) })}</small>
      </p>
      <p className={styles["quiet"]}>{certainty(answer)}</p>
      {answer.cost.heavy && (
        <p className={styles["warning"]} role="alert">
          {t("segments.preview.heavy", { seconds: format.number(answer.cost.milliseconds / 1000) })}
        </p>
      )}
      {answer.examples.length > 0 && (
        <>
          <h3 className={styles["small"]}>{t("segments.preview.examples")}</h3>
          <ul className={styles["list"]}>
            {answer.examples.map((member) => (
              <li key={member.id}>
                <Link to="/customers/$id" params={{ id: member.id }} target="_blank">
                  <bdi>{nameOfMember(member)}</bdi>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

type Props = { query: UseQueryResult<PreviewAnswer>; isCurrent: boolean; isWhole: boolean };

/** How many the rule holds for, and some of them, while one types. */
export function PreviewPanel({ query, isCurrent, isWhole }: Props) {
  const { t } = useTranslation();
  const subtitle = isCurrent
    ? t("segments.preview.now")
    : isWhole
      ? t("segments.preview.counting")
      : t("segments.preview.unfinished");
  const failed = isWhole && query.error && !query.isFetching;
  return (
    <Panel title={t("segments.preview.title")} subtitle={<output>{subtitle}</output>}>
      <div className={styles["preview"]} data-stale={!isCurrent || undefined} aria-busy={!isCurrent}>
        {failed && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
        {!failed && query.data && <Answer answer={query.data} />}
        {!failed && !query.data && isWhole && <SkeletonLines lines={4} />}
      </div>
    </Panel>
  );
}
