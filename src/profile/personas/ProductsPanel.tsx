import { useTranslation } from "react-i18next";
import { PlainTable } from "../../ui/chart/PlainTable.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { Persona, PersonaResult } from "./contract.ts";

const MOST = 10;

/** What a persona buys and looks at. */
export function ProductsPanel({ persona, result }: { persona: Persona; result: PersonaResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const products = result.products
    .map(({ name }, at) => ({
      name,
      bought: persona.boughtProducts[at] ?? 0,
      viewed: persona.viewedProducts[at] ?? 0,
    }))
    .filter(({ bought, viewed }) => bought + viewed > 0)
    .toSorted((a, b) => b.bought - a.bought || b.viewed - a.viewed)
    .slice(0, MOST);
  if (products.length === 0) return null;
  const data = {
    head: [t("personas.product"), t("personas.bought"), t("personas.viewed")],
    rows: products.map(({ name, bought, viewed }) => [name, format.number(bought), format.number(viewed)]),
  };
  return (
    <Panel title={t("personas.products")} subtitle={t("personas.productsText")}>
      <PlainTable label={t("personas.products")} data={data} />
    </Panel>
  );
}
