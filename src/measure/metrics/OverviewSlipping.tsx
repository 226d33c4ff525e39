import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAddress } from "../../ui/address.ts";
import { get } from "../../ui/api.ts";
import { SlippingTable } from "../../ui/figures/SlippingTable.tsx";
import { basisQuery, keptSearch } from "../../ui/figures/figure-search.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { SlippingList } from "../slipping/contract.ts";

/** The most valuable of those who slip away. */
export function OverviewSlipping() {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = useAddress();
  const asked = { ...basisQuery(search), limit: 5 };
  const query = useQuery({
    queryKey: ["figures", "slipping", asked],
    queryFn: ({ signal }) => get<SlippingList>("/api/v1/figures/slipping", asked, signal),
  });
  const list = query.data;
  const title = list
    ? t("slipping.title", {
        count: list.total,
        n: format.number(list.total),
        value: format.roundMoney(list.totalValue),
      })
    : t("shell.page.slipping");
  return (
    <Panel
      title={title}
      subtitle={t("slipping.subtitle")}
      actions={
        <Link to="/slipping" search={keptSearch(search) as never}>
          {t("words.all")}
        </Link>
      }
    >
      <Loaded query={query}>
        {({ rows }) =>
          rows.length === 0 ? <EmptyState title={t("slipping.none")} /> : <SlippingTable rows={rows} bare />
        }
      </Loaded>
    </Panel>
  );
}
