import { useTranslation } from "react-i18next";
import { useAddress } from "../../ui/address.ts";
import { behindHref } from "../../ui/figures/behind.ts";
import { basisQuery } from "../../ui/figures/figure-search.ts";
import { useFigureText } from "../../ui/figures/use-figure-text.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { RestatedMark } from "../../ui/figures/RestatedMark.tsx";
import { Figure } from "../../ui/parts/Figure.tsx";
import { FigureDefinition } from "./Definitions.tsx";
import type { FigureAnswer, Overview } from "./contract.ts";

/** One figure of the overview as a card. */
export function FigureCard({ figure, overview }: { figure: FigureAnswer; overview: Overview }) {
  const { t } = useTranslation();
  const text = useFigureText();
  const format = useFormat();
  const [search] = useAddress();
  const name = t(`metrics.name.${figure.key}`);
  const count = format.number(figure.n);
  const hrefOf = (set: FigureAnswer["behind"]) => (set ? behindHref(set, basisQuery(search)) : undefined);
  const n = figure.n !== null && {
    text: t("figure.n", { n: count }),
    label: t("figure.openAll", { n: count, name }),
    href: hrefOf(figure.behindAll),
  };
  return (
    <Figure
      name={name}
      n={n || undefined}
      value={text.write(figure.unit, figure.value)}
      why={figure.reason ? t(`basis.reason.${figure.reason}`) : undefined}
      month={text.change(figure, figure.previous)}
      year={text.change(figure, figure.yearBefore)}
      past={figure.series.map((point) => point.value)}
      mark={<RestatedMark restated={figure.restated} of={name} />}
      definition={<FigureDefinition figure={figure} overview={overview} />}
      href={hrefOf(figure.behind)}
    />
  );
}
