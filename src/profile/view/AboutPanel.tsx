import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Facts } from "../../ui/parts/Facts.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { Parts } from "../../ui/parts/Parts.tsx";
import styles from "./CustomerView.module.css";
import type { CustomerAnswer } from "./contract.ts";

type Trait = CustomerAnswer["traits"][number];

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** A trait's value as text: what an object holds one after the other, instants as the reader writes them. */
function shown(value: unknown, dateTime: (iso: string) => string): string {
  if (typeof value === "string") return INSTANT.test(value) ? dateTime(value) : value;
  if (Array.isArray(value)) return value.map((item: unknown) => shown(item, dateTime)).join(", ");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${shown(inner, dateTime)}`)
    .join(", ");
}

/** Traits, each with who said it and when, and consents. */
export function AboutPanel({ customer }: { customer: CustomerAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const origin = (trait: Trait) => [
    trait.sourceName,
    format.date(trait.at),
    trait.trust === "claimed" && t("words.trust.claimed"),
  ];
  const traits = customer.traits.map(
    (trait) =>
      [
        <bdi key="name">{trait.name}</bdi>,
        <div key="value">
          <bdi>{shown(trait.value, format.dateTime)}</bdi>
          <div className={styles["source"]}>
            <Parts parts={origin(trait)} />
          </div>
        </div>,
      ] as const,
  );
  const consents = customer.consent.map(
    ({ category, granted, at, trust }) =>
      [
        <bdi key="name">{category}</bdi>,
        [
          granted ? t("words.yes") : t("words.no"),
          format.date(at),
          trust === "claimed" && t("words.trust.claimed"),
        ]
          .filter(Boolean)
          .join(" · "),
      ] as const,
  );
  return (
    <>
      <Panel title={t("customer.about")}>
        {traits.length === 0 ? <EmptyState title={t("customer.noTraits")} /> : <Facts>{traits}</Facts>}
      </Panel>
      <Panel title={t("customer.consents")}>
        {consents.length === 0 ? (
          <p className={styles["source"]}>{t("customer.noConsents")}</p>
        ) : (
          <Facts>{consents}</Facts>
        )}
      </Panel>
    </>
  );
}
