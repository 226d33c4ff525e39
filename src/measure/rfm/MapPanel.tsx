import { SegmentedControl } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { Heatmap, type HeatRow } from "../../ui/chart/Heatmap.tsx";
import { PictureButton } from "../../ui/chart/PictureButton.tsx";
import { basisQuery } from "../../ui/figures/figure-search.ts";
import { rfmHref } from "../../ui/figures/rfm-search.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Definition } from "../../ui/parts/Definition.tsx";
import { ExportButton } from "../../ui/parts/ExportButton.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { Rfm } from "./contract.ts";
import type { Thresholds } from "./thresholds-contract.ts";
import { useRfmText } from "./use-rfm-text.tsx";

const MEASURES = ["customers", "revenue", "average"] as const;
const CLASSES = [1, 2, 3, 4, 5] as const;

type Measure = (typeof MEASURES)[number];
type Square = Rfm["squares"][number];

/** What a square shows; null where there is nobody to speak of. */
function valueOf({ customers, revenue }: Square, measure: Measure): number | null {
  if (measure === "customers") return customers;
  if (measure === "revenue") return Number(revenue);
  return customers === 0 ? null : Number(revenue) / customers;
}

function useRows(answer: Rfm, thresholds: Thresholds, measure: Measure): HeatRow[] {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useRfmText();
  const [search] = useAddress();
  const most = Math.max(...answer.squares.map((square) => valueOf(square, measure) ?? 0), 0) || 1;
  const write = (value: number) =>
    measure === "customers" ? format.number(value) : format.roundMoney(value);
  return CLASSES.toReversed().map((r) => {
    const line = answer.squares.filter((square) => square.r === r);
    return {
      name: `${r} · ${text.recency(r, thresholds)}`,
      size: format.number(line.reduce((sum, { customers }) => sum + customers, 0)),
      cells: line.map((square) => {
        const value = valueOf(square, measure);
        const cell = t(`rfm.cell.${square.cell}`);
        const shown = value === null ? "–" : write(value);
        return {
          text: shown,
          below: cell,
          weight: Math.max(0, (value ?? 0) / most),
          ...(square.customers > 0 && { href: rfmHref({ r, f: square.f }, basisQuery(search)) }),
          label: t("rfm.map.square", { cell, r, f: square.f, value: shown }),
        };
      }),
    };
  });
}

/** The squares of recency and frequency, each opening its customers. */
export function MapPanel({ answer }: { answer: Rfm }) {
  const { t } = useTranslation();
  const [search, set] = useAddress();
  const text = useRfmText();
  const picture = useRef<HTMLDivElement>(null);
  const measure = MEASURES.find((name) => name === word(search, "show")) ?? "customers";
  const thresholds = answer.thresholds?.thresholds;
  const rows = useRows(answer, thresholds ?? NONE, measure);
  if (!thresholds) return null;
  const columns = CLASSES.map((f) => `${t("rfm.f")} ${f} · ${text.frequency(f, thresholds)}`);
  const file = answer.squares.map(({ r, f, cell, customers, revenue }) => [
    ...[String(r), text.recency(r, thresholds), String(f), text.frequency(f, thresholds)],
    ...[t(`rfm.cell.${cell}`), String(customers), revenue],
  ]);
  const head = [
    t("rfm.r"),
    "",
    t("rfm.f"),
    "",
    t("rfm.cellName"),
    t("basis.set.customers"),
    t("rfm.map.measure.revenue"),
  ];
  return (
    <Panel
      title={
        <>
          {t("rfm.map.title")} <Definition name={t("rfm.map.title")}>{t("rfm.definition")}</Definition>
        </>
      }
      subtitle={`${t(`rfm.map.subtitle.${measure}`, { currency: answer.basis.currency })}. ${t("rfm.map.reading")}`}
      actions={
        <>
          <SegmentedControl
            size="xs"
            aria-label={t("rfm.map.show")}
            value={measure}
            onChange={(show) => set({ show })}
            data={MEASURES.map((value) => ({ value, label: t(`rfm.map.measure.${value}`) }))}
          />
          <ExportButton name={t("rfm.map.title")} rows={[head, ...file]} />
          <PictureButton name={t("rfm.map.title")} of={picture} />
        </>
      }
    >
      <div ref={picture}>
        <Heatmap
          label={t("rfm.map.title")}
          corner={t("rfm.map.corner")}
          sizeName={t("basis.n")}
          columns={columns}
          rows={rows}
        />
      </div>
    </Panel>
  );
}

const NONE: Thresholds = { recency: [], frequency: [], monetary: [], oneTime: "0" };
