import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import type { Column } from "../../ui/table/columns.ts";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { SharedDeviceRow, SharedDevicesPage } from "./contract.ts";

const PAGE = 50;

/** So many customers are named in a row. */
const NAMED = 3;

function Owners({ row: { owners, customers } }: { row: SharedDeviceRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const more = customers - Math.min(owners.length, NAMED);
  return (
    <>
      {owners.slice(0, NAMED).map(({ id, name }, at) => (
        <span key={id}>
          {at > 0 && " · "}
          <Link to="/customers/$id/identity" params={{ id }}>
            <bdi>{name}</bdi>
          </Link>
        </span>
      ))}
      {more > 0 && ` · ${t("customer.moreItems", { n: format.number(more) })}`}
    </>
  );
}

function useColumns(): Column<SharedDeviceRow>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const numeric = (key: string, header: string, text: (row: SharedDeviceRow) => string) => ({
    ...{ key, header, text, numeric: true },
    cell: (row: SharedDeviceRow) => <bdi>{text(row)}</bdi>,
  });
  return [
    {
      key: "value",
      header: t("quality.devices.device"),
      main: true,
      text: (row) => row.value,
      cell: (row) => <bdi>{row.value}</bdi>,
    },
    {
      key: "kind",
      header: t("quality.devices.kind"),
      text: (row) => t(`quality.devices.kinds.${row.kind}`),
      cell: (row) => t(`quality.devices.kinds.${row.kind}`),
    },
    numeric("customers", t("shell.page.customers"), (row) => format.number(row.customers)),
    numeric("handovers", t("quality.devices.handovers"), (row) => format.number(row.handovers)),
    numeric("lastSeen", t("quality.lastSeen"), (row) => format.date(row.lastSeen)),
    {
      key: "owners",
      header: t("quality.devices.owners"),
      wraps: true,
      text: (row) => format.list(row.owners.map(({ name }) => name)),
      cell: (row) => <Owners row={row} />,
    },
  ];
}

/** Browsers and devices that pass from customer to customer, with whose they were. */
export function SharedDevicesPanel() {
  const { t } = useTranslation();
  const columns = useColumns();
  const may = useMay("profiles:read");
  const query = useInfiniteQuery({
    queryKey: ["identity-quality", "devices"],
    enabled: may,
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) =>
      get<SharedDevicesPage>("/api/v1/identity/shared-devices", { offset: pageParam, limit: PAGE }, signal),
    getNextPageParam: (page, _, offset) => (offset + PAGE < page.total ? offset + PAGE : null),
  });
  if (!may) return null;
  const total = query.data?.pages[0]?.total ?? 0;
  const more = query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null;
  return (
    <Panel title={t("quality.name.shared_devices")} subtitle={t("quality.devices.subtitle")}>
      {query.error && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <SkeletonLines lines={4} />}
      {query.isSuccess && total === 0 && <p>{t("quality.devices.none")}</p>}
      {total > 0 && (
        <DataTable
          bare
          label={t("quality.name.shared_devices")}
          columns={columns}
          rows={query.data?.pages.flatMap((page) => page.rows) ?? []}
          rowKey={(row) => `${row.type} ${row.value}`}
          served={{ total, more }}
          empty={null}
        />
      )}
    </Panel>
  );
}
