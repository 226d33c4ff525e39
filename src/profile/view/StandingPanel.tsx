import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { usePersonaName } from "../../ui/figures/use-persona-name.ts";
import { useRfmCell } from "../../ui/figures/use-rfm-cell.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Facts } from "../../ui/parts/Facts.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import styles from "./CustomerView.module.css";
import type { StandingAnswer } from "./standing-contract.ts";
import { WhyPersona } from "./WhyPersona.tsx";

type Fact = readonly [name: ReactNode, value: ReactNode];

function usePersonaFacts(id: string): (personas: StandingAnswer["personas"]) => Fact[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { name } = usePersonaName();
  return (personas) =>
    personas.map((persona) => [
      t("customer.persona"),
      <div key={persona.id}>
        <Link to="/personas/$id" params={{ id: persona.id }}>
          {name(persona)}
        </Link>
        <div className={styles["source"]}>{t("customer.asOf", { date: format.dateTime(persona.asOf) })}</div>
        <WhyPersona persona={persona.id} customer={id} />
      </div>,
    ]);
}

function useRfmFacts(): (rfm: StandingAnswer["rfm"]) => Fact[] {
  const { t } = useTranslation();
  const cellOf = useRfmCell();
  return (rfm) => {
    const cell = cellOf(rfm?.cell);
    if (!rfm || !cell) return [];
    const classes = t("customer.classes", { r: rfm.r, f: rfm.f, m: rfm.m ?? "–" });
    const value = (
      <div key="rfm">
        <Link to={cell.href}>{cell.name}</Link>
        <div className={styles["source"]}>{classes}</div>
      </div>
    );
    return [[t("customer.rfm"), value]];
  };
}

/** What the customer is called among all others; nothing of those who have no behaviour yet. */
export function StandingPanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const [personas, rfm] = [usePersonaFacts(id), useRfmFacts()];
  const { data } = useQuery({
    queryKey: ["customer", id, "standing"],
    queryFn: ({ signal }) => get<StandingAnswer>(`/api/v1/customers/${id}/standing`, {}, signal),
  });
  const facts = data ? [...personas(data.personas), ...rfm(data.rfm)] : [];
  if (facts.length === 0) return null;
  return (
    <Panel title={t("customer.standing")}>
      <Facts>{facts}</Facts>
    </Panel>
  );
}
