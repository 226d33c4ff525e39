import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { useDuration } from "../../ui/format/use-duration.ts";
import { Figure, Figures } from "../../ui/parts/Figure.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import { baseOf, type Persona, type PersonaResult } from "./contract.ts";
import { PriceFigure } from "./PriceLevel.tsx";

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

/** What is worked out of the sums of a group. */
const FIGURES = {
  perCustomer: (one: Persona) => ratio(one.revenue, one.customers),
  perOrder: (one: Persona) => ratio(one.revenue, one.orders),
  active: (one: Persona) => ratio(one.active, one.buyers),
  discounted: (one: Persona) => ratio(one.discounted, one.orders),
  refunded: (one: Persona) => ratio(one.refunds, one.orders),
  pages: (one: Persona) => ratio(one.views, one.visits),
} as const;

/** Size, value, loyalty and prices of a persona, each beside that of all customers. */
export function PersonaFigures({ persona, result }: { persona: Persona; result: PersonaResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  const { currency, windowDays } = result;
  const all = baseOf(persona, result);
  const may = useMay("profiles:read");
  const write = (name: keyof typeof FIGURES, value: number | null): string | null => {
    if (value === null) return null;
    if (name === "perCustomer" || name === "perOrder") return format.money(value, currency);
    return name === "pages" ? format.number(value, 1) : format.percent(value, 0);
  };
  const beside = (value: string | null, label: string) => ({
    text: t("personas.ofAll", { value: value ?? "–" }),
    label,
  });
  const share = (value: number | null) => (value === null ? null : format.percent(value, 0));
  return (
    <Figures>
      <Figure
        name={t("personas.customers")}
        value={format.number(persona.customers)}
        n={beside(format.number(all.customers), t("personas.customers"))}
        definition={t("personas.def.customers")}
        href={may ? `/personas/${persona.id}/customers` : undefined}
      />
      <Figure
        name={t("personas.ofRevenue")}
        value={share(ratio(persona.revenue, all.revenue))}
        definition={t("personas.def.ofRevenue")}
      />
      {(["perCustomer", "perOrder", "active", "discounted", "refunded", "pages"] as const).map((name) => (
        <Figure
          key={name}
          name={t(`personas.${name}`)}
          value={write(name, FIGURES[name](persona))}
          n={beside(write(name, FIGURES[name](all)), t(`personas.${name}`))}
          definition={t(`personas.def.${name}`, { days: format.number(windowDays) })}
        />
      ))}
      <PriceFigure persona={persona} all={all} />
      {typeof persona.again === "number" && (
        <Figure
          name={t("personas.again")}
          value={share(persona.again)}
          definition={t("personas.def.again")}
        />
      )}
      <Figure
        name={t("personas.tenure")}
        value={duration.days(persona.tenureDays)}
        n={beside(duration.days(all.tenureDays), t("personas.tenure"))}
        definition={t("personas.def.tenure")}
      />
    </Figures>
  );
}
