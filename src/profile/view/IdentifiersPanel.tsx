import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Facts } from "../../ui/parts/Facts.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import styles from "./CustomerView.module.css";
import type { CustomerAnswer } from "./contract.ts";

const TYPES = [
  "user_id",
  "email",
  "phone",
  "anonymous_id",
  "device_id",
  "loyalty_card",
  "order",
  "claimed_user_id",
] as const;

/** What points at this customer, and who said so. */
export function IdentifiersPanel({ identifiers }: Pick<CustomerAnswer, "identifiers">) {
  const { t } = useTranslation();
  const format = useFormat();
  const typeText = (type: string) => {
    const known = TYPES.find((name) => name === type);
    return known ? t(`words.identifier.${known}`) : type;
  };
  return (
    <Panel
      title={t("customer.identifiers", { count: identifiers.length, n: format.number(identifiers.length) })}
      subtitle={t("customer.identifiersText")}
    >
      <Facts>
        {identifiers.map(
          (identifier) =>
            [
              <bdi key="type">{typeText(identifier.type)}</bdi>,
              <div key="value">
                <bdi>{identifier.value}</bdi>
                <div className={styles["source"]}>
                  <bdi>
                    {[
                      identifier.sourceName,
                      t(`words.trust.${identifier.trust}`),
                      t("customer.lastSeen", { date: format.date(identifier.lastSeen) }),
                    ]
                      .filter(Boolean)
                      .join(" · ")}
                  </bdi>
                </div>
              </div>,
            ] as const,
        )}
      </Facts>
    </Panel>
  );
}
