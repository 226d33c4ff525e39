import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAddress } from "../../ui/address.ts";
import { get } from "../../ui/api.ts";
import { CohortHeatmap, useCohortTitle } from "../../ui/figures/CohortHeatmap.tsx";
import { basisQuery, keptSearch } from "../../ui/figures/figure-search.ts";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { CohortTable } from "../cohorts/contract.ts";

/** The last cohorts beside the figures. */
export function OverviewCohorts() {
  const { t } = useTranslation();
  const [search] = useAddress();
  const asked = { ...basisQuery(search), period: "month", periods: 7 };
  const query = useQuery({
    queryKey: ["figures", "cohorts", asked],
    queryFn: ({ signal }) => get<CohortTable>("/api/v1/figures/cohorts", asked, signal),
  });
  const title = useCohortTitle(query.data);
  return (
    <Panel
      title={title}
      subtitle={t("cohorts.subtitle.share")}
      actions={
        <Link to="/cohorts" search={keptSearch(search) as never}>
          {t("words.all")}
        </Link>
      }
    >
      <Loaded query={query} skeleton={<SkeletonLines lines={8} />}>
        {(table) => <CohortHeatmap table={{ ...table, rows: table.rows.slice(-8) }} columns={8} />}
      </Loaded>
    </Panel>
  );
}
