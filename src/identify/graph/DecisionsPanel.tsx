import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import { Parts } from "../../ui/parts/Parts.tsx";
import { useWho } from "../../ui/shell/use-who.ts";
import styles from "./IdentityView.module.css";
import type { IdentityAnswer, IdentityJudgement } from "./contract.ts";
import { Paged } from "./Paged.tsx";
import { DECISIONS } from "./focus.tsx";
import { toWithdraw, type Decision } from "./decision.tsx";

const PAGE = 10;

type Props = Pick<IdentityAnswer, "id" | "judgements"> & {
  /** Left out for those who may not. */
  onDecide?: ((decision: Decision) => void) | undefined;
};

/** Why it was decided, in the words of who did; matching says it in the reader's language. */
function useSaid(): (judgement: IdentityJudgement) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ saidBy, reason }) => {
    const [, chance] = /^matching, chance (0\.\d+)$/.exec(reason) ?? [];
    if (!saidBy.startsWith("matching ") || chance === undefined) return reason;
    return t("identity.byMatching", { chance: format.percent(Number(chance), 0) });
  };
}

function DecisionLine({ judgement, panel }: { judgement: IdentityJudgement; panel: Props }) {
  const { t } = useTranslation();
  const format = useFormat();
  const who = useWho();
  const said = useSaid();
  const { id, onDecide } = panel;
  const { a, b, kind, saidBy, saidAt, withdrawnAt, withdrawnBecause } = judgement;
  const others = [...new Set([a.profile, b.profile])].filter((profile) => profile !== id);
  return (
    <li className={styles["line"]} data-verdict={withdrawnAt ? "dropped" : "holds"}>
      <div>
        <p>{t(`identity.decided.${kind}`)}</p>
        <span className={styles["name"]}>
          <bdi>{a.value}</bdi>
          <span aria-hidden>–</span>
          <bdi>{b.value}</bdi>
        </span>
        <blockquote className={styles["said"]}>
          <bdi>{said(judgement)}</bdi>
        </blockquote>
        <p className={styles["quiet"]}>
          <bdi>{who(saidBy)}</bdi>
          {" · "}
          {format.dateTime(saidAt)}
          {others.map((profile) => (
            <span key={profile}>
              {" · "}
              <Link to="/customers/$id" params={{ id: profile }}>
                {t("identity.open")} <bdi>{profile}</bdi>
              </Link>
            </span>
          ))}
        </p>
        {withdrawnAt && (
          <p className={styles["quiet"]}>
            <Parts
              parts={[t("identity.withdrawn", { date: format.dateTime(withdrawnAt) }), withdrawnBecause]}
            />
          </p>
        )}
      </div>
      {onDecide && !withdrawnAt && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t("identity.withdrawOne", { value: `${a.value} – ${b.value}` })}
          onClick={() => onDecide(toWithdraw(judgement))}
        >
          {t("identity.takeBack")}
        </Button>
      )}
    </li>
  );
}

/** What people decided about this customer, and why; each can be taken back. */
export function DecisionsPanel(props: Props) {
  const { t } = useTranslation();
  return (
    <div id={DECISIONS} tabIndex={-1}>
      <Panel title={t("identity.decisions")}>
        {props.judgements.length === 0 && <p className={styles["quiet"]}>{t("identity.noDecisions")}</p>}
        <Paged items={props.judgements} page={PAGE}>
          {(judgement) => <DecisionLine key={judgement.id} judgement={judgement} panel={props} />}
        </Paged>
      </Panel>
    </div>
  );
}
