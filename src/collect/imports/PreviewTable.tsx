import { useTranslation } from "react-i18next";
import { PlainTable } from "../../ui/chart/PlainTable.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { Preview } from "./contract.ts";

/** The first lines of the file as they were read. */
export function PreviewTable({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { type, encoding, delimiter } = preview.format;
  const how = [
    type.toUpperCase(),
    encoding,
    type === "csv" && t("imports.delimiter", { delimiter: JSON.stringify(delimiter) }),
  ];
  const data = {
    head: [t("imports.line"), ...preview.columns.map(({ name }) => name)],
    rows: preview.rows.map(({ line, cells }) => [format.number(line), ...cells]),
  };
  return (
    <Panel title={t("imports.preview")} subtitle={how.filter(Boolean).join(" · ")}>
      <PlainTable label={t("imports.preview")} data={data} />
    </Panel>
  );
}
