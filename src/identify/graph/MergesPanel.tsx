import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import styles from "./IdentityView.module.css";
import { Mark } from "./marks.tsx";
import { Paged } from "./Paged.tsx";
import { Parts, inOneLine } from "../../ui/parts/Parts.tsx";
import type { IdentityAnswer, IdentityMerge } from "./contract.ts";
import type { Decision } from "./decision.tsx";
import { useIdentityText } from "./use-identity-text.tsx";

const PAGE = 10;
const BROUGHT = 8;

type Props = Pick<IdentityAnswer, "merges" | "links" | "handles" | "judgements"> & {
  /** Left out for those who may not. */
  onDecide?: ((decision: Decision) => void) | undefined;
};

function toUndo({ id, identifiers }: IdentityMerge): Decision {
  const path = `/api/v1/identity/merges/${id}/undo`;
  const about = inOneLine(identifiers.slice(0, BROUGHT).map(({ value }) => value));
  return { path, body: {}, kind: "merge", about };
}

function Brought({ merge }: { merge: IdentityMerge }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { identifiers, events, orders } = merge;
  return (
    <>
      <ul className={styles["chips"]}>
        {identifiers.slice(0, BROUGHT).map(({ type, value }) => (
          <li key={`${type} ${value}`}>
            <Mark type={type} /> <bdi>{value}</bdi>
          </li>
        ))}
        {identifiers.length > BROUGHT && (
          <li>{t("customer.moreItems", { n: format.number(identifiers.length - BROUGHT) })}</li>
        )}
      </ul>
      <p className={styles["quiet"]}>
        {t("identity.events", { count: events, n: format.number(events) })}
        {" · "}
        {t("customer.orders", { count: orders, n: format.number(orders) })}
      </p>
    </>
  );
}

function MergeLine({ merge, panel }: { merge: IdentityMerge; panel: Props }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useIdentityText();
  const { onDecide, links } = panel;
  const link = links.find(({ id }) => id === merge.linkId);
  const { merged, survivor, undoneAt } = merge;
  return (
    <li className={styles["line"]} data-verdict={undoneAt ? "dropped" : "holds"}>
      <div>
        <p>{t("identity.cameIn", { merged, survivor })}</p>
        <p className={styles["quiet"]}>
          <Parts
            parts={[format.dateTime(merge.at), link && text.rule(link, panel.judgements), link?.sourceName]}
          />
        </p>
        <Brought merge={merge} />
        {undoneAt && (
          <p className={styles["quiet"]}>
            {t("identity.undone", { date: format.dateTime(undoneAt) })}{" "}
            <Link to="/customers/$id" params={{ id: merged }}>
              {t("identity.open")} <bdi>{merged}</bdi>
            </Link>
          </p>
        )}
      </div>
      {onDecide && !undoneAt && (
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t("identity.undoMergeOne", { merged })}
          onClick={() => onDecide(toUndo(merge))}
        >
          {t("identity.undoMerge")}
        </Button>
      )}
    </li>
  );
}

/** The merges that this customer was made of, with what each brought; the latest first. */
export function MergesPanel(props: Props) {
  const { t } = useTranslation();
  const { merges } = props;
  return (
    <Panel title={t("identity.merges")} subtitle={merges.length > 0 && t("identity.mergesText")}>
      {merges.length === 0 && <p className={styles["quiet"]}>{t("identity.noMerges")}</p>}
      <Paged items={merges} page={PAGE}>
        {(merge) => <MergeLine key={merge.id} merge={merge} panel={props} />}
      </Paged>
    </Panel>
  );
}
