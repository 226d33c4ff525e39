import { UnstyledButton } from "@mantine/core";
import { useComputedColorScheme } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Suspense, lazy, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { download, downloadCsv } from "../download.ts";
import { Panel } from "../parts/Panel.tsx";
import { csvOf } from "../table/csv.ts";
import type { Draw } from "./Canvas.tsx";
import styles from "./Chart.module.css";
import { PlainTable, type PlainData } from "./PlainTable.tsx";
import type { Drawing } from "./echarts.ts";

const Canvas = lazy(() => import("./Canvas.tsx"));

type ChartProps = {
  /** What is seen, as a sentence. */
  title: string;
  /** The measure and its unit. */
  subtitle: string;
  /** The same in rows: for the table, the file and screen readers. */
  data: PlainData;
  options: Draw;
  height?: number;
  /** Opens what is behind a point. */
  onOpen?: (point: number) => void;
  actions?: ReactNode;
  /** Stands in for the drawing on a phone, where it would be too narrow to read. */
  phone?: ReactNode;
  /** Says below the drawing how to read it. */
  note?: ReactNode;
};

function saveCsv(name: string, { head, rows }: PlainData): void {
  downloadCsv(name, csvOf([head, ...rows.map((row) => row.map(String))]));
}

async function savePicture(name: string, drawing: Drawing | null, ground: string): Promise<void> {
  if (!drawing) return;
  const address = drawing.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: ground });
  download(`${name}.png`, await (await fetch(address)).blob());
}

/** A chart with its title, its table, and both to take along. */
export function Chart(props: ChartProps) {
  const { title, subtitle, data, options, height = 260, onOpen, actions, phone, note } = props;
  const { t } = useTranslation();
  const narrow = useMediaQuery("(width < 48em)", false, { getInitialValueInEffect: false });
  const listed = narrow && phone !== undefined;
  const [asTable, setAsTable] = useState(false);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const scheme = useComputedColorScheme();
  const ground = scheme === "dark" ? "#181d25" : "#ffffff";
  const tools = (
    <>
      {actions}
      <UnstyledButton className={styles["tool"]} aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
        {asTable ? t("chart.chart") : t("chart.table")}
      </UnstyledButton>
      <UnstyledButton className={styles["tool"]} onClick={() => saveCsv(subtitle, data)}>
        {t("chart.csv")}
      </UnstyledButton>
      {!asTable && !listed && (
        <UnstyledButton
          className={styles["tool"]}
          onClick={() => void savePicture(subtitle, drawing, ground)}
        >
          {t("chart.png")}
        </UnstyledButton>
      )}
    </>
  );
  return (
    <Panel title={title} subtitle={subtitle} actions={tools}>
      {asTable ? (
        <PlainTable label={subtitle} data={data} />
      ) : listed ? (
        phone
      ) : (
        <>
          <Suspense fallback={<div style={{ height }} />}>
            <Canvas
              key={scheme}
              options={options}
              label={`${title}. ${subtitle}`}
              height={height}
              points={data.rows.length}
              onOpen={onOpen}
              onDrawing={setDrawing}
            />
          </Suspense>
          {note && <p className={styles["note"]}>{note}</p>}
          <div className="unseen">
            <PlainTable label={subtitle} data={data} unseen />
          </div>
        </>
      )}
    </Panel>
  );
}
