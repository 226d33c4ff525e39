import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Figure, Figures } from "../../ui/parts/Figure.tsx";
import type { Quality, QualityFigureAnswer } from "./contract.ts";
import { behindOf, useQualityText } from "./quality-text.tsx";

function Meaning({ figure, quality }: { figure: QualityFigureAnswer; quality: Quality }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { anonymous, claimed } = figure.parts;
  return (
    <>
      <p>{t(`quality.definition.${figure.key}`)}</p>
      {anonymous !== undefined && claimed !== undefined && (
        <p>{t("quality.sums", { claimed: format.money(claimed), anonymous: format.money(anonymous) })}</p>
      )}
      <p>{t("quality.period", { days: format.number(quality.days) })}</p>
      <p>{t("metrics.asOf", { at: format.dateTime(quality.asOf), zone: quality.timeZone })}</p>
    </>
  );
}

/** The page's figures, each with what it means and the way to its customers. */
export function QualityFigures({ quality }: { quality: Quality }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useQualityText();
  return (
    <Figures>
      {quality.figures.map((figure) => {
        const name = t(`quality.name.${figure.key}`);
        const count = format.number(figure.n);
        return (
          <Figure
            key={figure.key}
            name={name}
            value={text.write(figure.unit, figure.value)}
            why={t("quality.nothing")}
            n={
              figure.n === null
                ? undefined
                : { text: t("figure.n", { n: count }), label: t("figure.openAll", { n: count, name }) }
            }
            month={text.change(figure)}
            definition={<Meaning figure={figure} quality={quality} />}
            href={figure.key === "review_queue" ? "/matching" : behindOf(figure.behind, quality.asOf)}
          />
        );
      })}
    </Figures>
  );
}
