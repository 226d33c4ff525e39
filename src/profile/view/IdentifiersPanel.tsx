import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Facts } from "../../ui/parts/Facts.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { Parts } from "../../ui/parts/Parts.tsx";
import { useIdentifierType } from "../../ui/parts/use-identifier-type.ts";
import styles from "./CustomerView.module.css";
import type { CustomerAnswer } from "./contract.ts";

/** What points at this customer, and who said so. */
export function IdentifiersPanel({ id, identifiers }: Pick<CustomerAnswer, "id" | "identifiers">) {
  const { t } = useTranslation();
  const format = useFormat();
  const typeText = useIdentifierType();
  return (
    <Panel
      title={t("customer.identifiers", { count: identifiers.length, n: format.number(identifiers.length) })}
      subtitle={t("customer.identifiersText")}
      actions={
        <Link to="/customers/$id/identity" params={{ id }}>
          {t("customer.why")}
        </Link>
      }
    >
      <Facts>
        {identifiers.map(
          (identifier) =>
            [
              <bdi key="type">{typeText(identifier.type)}</bdi>,
              <div key="value">
                <bdi>{identifier.value}</bdi>
                <div className={styles["source"]}>
                  <Parts
                    parts={[
                      identifier.sourceName,
                      t(`words.trust.${identifier.trust}`),
                      t("customer.lastSeen", { date: format.date(identifier.lastSeen) }),
                    ]}
                  />
                </div>
              </div>,
            ] as const,
        )}
      </Facts>
    </Panel>
  );
}
