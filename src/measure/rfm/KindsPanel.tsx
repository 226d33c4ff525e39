import { useTranslation } from "react-i18next";
import { useAddress } from "../../ui/address.ts";
import { basisQuery } from "../../ui/figures/figure-search.ts";
import { rfmHref } from "../../ui/figures/rfm-search.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Definition } from "../../ui/parts/Definition.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Rfm } from "./contract.ts";
import { useCountColumns } from "./count-columns.tsx";
import { useSegmentColumn } from "./segment-column.tsx";

type Row = Rfm["kinds"][number];

/** Who came back, and who bought once, for much or for little. */
export function KindsPanel({ answer }: { answer: Rfm }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = useAddress();
  const counts = useCountColumns<Row>(answer, ({ kind }) => rfmHref({ kind }, basisQuery(search)));
  const name = (row: Row) => t(`rfm.kinds.${row.kind}`);
  const segment = useSegmentColumn<Row>(({ kind }) => ({ kind }), name);
  const from = format.money(answer.thresholds?.thresholds.oneTime ?? null);
  return (
    <Panel
      title={
        <>
          {t("rfm.kinds.title")}{" "}
          <Definition name={t("rfm.kinds.title")}>{t("rfm.kinds.definition", { from })}</Definition>
        </>
      }
      subtitle={t("rfm.kinds.subtitle")}
    >
      <DataTable
        label={t("rfm.kinds.title")}
        columns={[
          { key: "kind", header: t("rfm.kinds.kind"), main: true, text: name, cell: name },
          ...counts,
          ...segment,
        ]}
        rows={answer.kinds}
        rowKey={(row) => row.kind}
        bare
        empty={null}
      />
    </Panel>
  );
}
