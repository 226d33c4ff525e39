import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import type { QualityCustomersPage } from "./contract.ts";
import { useQualityColumns } from "./customer-columns.tsx";
import { behindOf } from "./quality-text.tsx";

const SHOWN = 8;

/** Customers with suspiciously many identifiers, the largest first. */
export function GiantsPanel({ asOf }: { asOf: string }) {
  const { t } = useTranslation();
  const columns = useQualityColumns().filter(({ key }) => key !== "firstSeen");
  const may = useMay("profiles:read");
  const query = useQuery({
    queryKey: ["identity-quality", "giants", asOf],
    enabled: may,
    queryFn: ({ signal }) =>
      get<QualityCustomersPage>(
        "/api/v1/identity/quality/customers",
        { set: "giants", asOf, limit: SHOWN },
        signal,
      ),
  });
  if (!may) return null;
  const more = (query.data?.total ?? 0) > SHOWN && behindOf({ set: "giants" }, asOf);
  return (
    <Panel
      title={t("quality.name.giants")}
      subtitle={t("quality.giants.subtitle")}
      actions={more && <LinkButton to={more}>{t("quality.all")}</LinkButton>}
    >
      <Loaded query={query} skeleton={<SkeletonLines lines={4} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{t("quality.giants.none")}</p>
          ) : (
            <DataTable
              bare
              label={t("quality.name.giants")}
              columns={columns}
              rows={rows}
              rowKey={(row) => row.id}
              href={(row) => `/customers/${row.id}/identity`}
              empty={null}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
