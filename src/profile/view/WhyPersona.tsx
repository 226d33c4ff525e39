import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { useMeasureValue } from "../../ui/figures/use-measure-value.ts";
import { usePersonaName } from "../../ui/figures/use-persona-name.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import type { WhyPersonaAnswer } from "../personas/why-contract.ts";
import styles from "./CustomerView.module.css";

/** What decides the personas of every shop, as the run counted it of this customer. */
function Did({ answer: { did, currency } }: { answer: WhyPersonaAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!did) return <p>{t("customer.evidence.nothing")}</p>;
  return (
    <p>
      {t("customer.evidence.did", {
        orders: format.number(did.orders),
        average: did.averageOrder === null ? "–" : format.money(did.averageOrder, currency),
        carts: format.number(did.carts),
        visits: format.number(did.visits),
        pages: format.number(did.pages),
      })}
    </p>
  );
}

function Difference({ one, currency }: { one: WhyPersonaAnswer["differences"][number]; currency: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { measure } = usePersonaName();
  const value = useMeasureValue();
  return (
    <li className={styles["why"]} data-holds={one.speaks}>
      <span className={styles["mark"]} aria-hidden>
        {one.speaks ? "✓" : "✕"}
      </span>
      <div>
        <span className="unseen">
          {one.speaks ? t("customer.evidence.speaks") : t("customer.evidence.against")}
        </span>{" "}
        {measure(one.measure)}{" "}
        <span className={styles["source"]}>
          {t("customer.evidence.line", {
            value: value(one.measure, one.value, currency),
            others: value(one.measure, one.others, currency),
            apart: format.signed(one.apart, 1),
            d: format.signed(one.d, 1),
          })}
        </span>
      </div>
    </li>
  );
}

/** The kind that a customer is nearest to, and how much further the next one is. */
function Nearest({ kinds }: { kinds: WhyPersonaAnswer["kinds"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name } = usePersonaName();
  const [first, next] = kinds;
  if (!first) return null;
  const near = t("customer.evidence.nearest", {
    kind: name(first),
    distance: format.number(first.distance, 1),
  });
  const far =
    next && t("customer.evidence.next", { kind: name(next), distance: format.number(next.distance, 1) });
  return (
    <p>
      {near} {far}
    </p>
  );
}

function Why({ answer }: { answer: WhyPersonaAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name } = usePersonaName();
  const { persona, asOf, differences, kinds, currency } = answer;
  return (
    <>
      <p>
        <Link to="/personas/$id" params={{ id: persona.id }}>
          {name(persona)}
        </Link>
        {" · "}
        {t("customer.evidence.run", { date: format.dateTime(asOf) })}
      </p>
      {persona.kind !== "account" && <Did answer={answer} />}
      {persona.kind === "found" && <Nearest kinds={kinds} />}
      {differences.length > 0 && <p>{t("customer.evidence.differences")}</p>}
      <ul className={styles["list"]}>
        {differences.map((one) => (
          <Difference key={one.measure} one={one} currency={currency} />
        ))}
      </ul>
    </>
  );
}

/** Why a customer is of a persona or is not: of which run, and what of theirs speaks for it; asked when it is opened. */
export function WhyPersona({ persona, customer }: { persona: string; customer: string }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const query = useQuery({
    queryKey: ["customer", customer, "persona", persona],
    queryFn: ({ signal }) =>
      get<WhyPersonaAnswer>(`/api/v1/personas/${persona}/customers/${customer}/why`, {}, signal),
    enabled: isOpen,
  });
  return (
    <details className={styles["source"]} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("customer.evidence.title")}</summary>
      {isOpen && <Loaded query={query}>{(answer) => <Why answer={answer} />}</Loaded>}
    </details>
  );
}
