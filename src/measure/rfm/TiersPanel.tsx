import { useTranslation } from "react-i18next";
import { useAddress } from "../../ui/address.ts";
import { basisQuery } from "../../ui/figures/figure-search.ts";
import { rfmHref } from "../../ui/figures/rfm-search.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Definition } from "../../ui/parts/Definition.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { useCustomerColumn } from "../../ui/table/customer-column.tsx";
import type { Rfm } from "./contract.ts";
import { useCountColumns } from "./count-columns.tsx";
import { useSegmentColumn } from "./segment-column.tsx";

type Row = Rfm["tiers"][number];

/** The value tiers: where they begin, who is in them, what they bring. */
export function TiersPanel({ answer }: { answer: Rfm }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = useAddress();
  const column = useCustomerColumn();
  const counts = useCountColumns<Row>(answer, ({ tier }) => rfmHref({ tier }, basisQuery(search)));
  const segment = useSegmentColumn<Row>(
    ({ tier }) => ({ tier }),
    ({ tier }) => `${t("customers.tier")}: ${t(`words.tier.${tier}`)}`,
  );
  const from = (row: Row) => (row.from === null ? "–" : format.money(row.from));
  const high = answer.tiers[0]?.customers ?? 0;
  return (
    <Panel
      title={
        <>
          {high > 0 ? t("rfm.tiers.lead", { n: format.number(high) }) : t("rfm.tiers.title")}{" "}
          <Definition name={t("rfm.tiers.title")}>{t("rfm.tiers.definition")}</Definition>
        </>
      }
      subtitle={`${t("rfm.tiers.title")}. ${t("rfm.tiers.subtitle", { currency: answer.basis.currency })}`}
    >
      <DataTable
        label={t("rfm.tiers.title")}
        columns={[
          { ...column.tier<Row>((row) => row.tier), main: true },
          {
            key: "from",
            header: t("rfm.tiers.from"),
            numeric: true,
            text: from,
            cell: (row) => <bdi>{from(row)}</bdi>,
          },
          ...counts,
          ...segment,
        ]}
        rows={answer.tiers}
        rowKey={(row) => row.tier}
        bare
        empty={null}
      />
    </Panel>
  );
}
