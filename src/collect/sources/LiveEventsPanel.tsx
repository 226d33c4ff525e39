import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/columns.ts";
import type { liveEventSchema, liveEventsSchema } from "./contract.ts";

type LiveEvent = z.infer<typeof liveEventSchema>;

const KINDS = ["page", "screen", "track", "identify", "group", "alias"] as const;

function useColumns(): Column<LiveEvent>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const plain = (
    key: string,
    header: string,
    text: (row: LiveEvent) => string,
    more: Partial<Column<LiveEvent>> = {},
  ): Column<LiveEvent> => ({
    key,
    header,
    text,
    cell: (row) => <bdi>{text(row)}</bdi>,
    ...more,
  });
  const kindText = (kind: string) => {
    const known = KINDS.find((name) => name === kind);
    return known ? t(`customer.kind.${known}`) : kind;
  };
  const filled = (row: LiveEvent) =>
    [row.properties, row.traits].filter((json) => json !== "{}" && json !== "").join(" ");
  return [
    plain("name", t("sources.event.name"), (row) => row.name || kindText(row.kind), { main: true }),
    plain("at", t("sources.event.at"), (row) => format.time(row.at)),
    plain("user", t("sources.event.who"), (row) => row.userId || row.anonymousId),
    plain("data", t("sources.event.data"), filled, { wraps: true }),
  ];
}

/** The last events of a source, as they come. */
export function LiveEventsPanel({ id }: { id: number }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["sources", id, "events"],
    queryFn: ({ signal }) =>
      get<z.infer<typeof liveEventsSchema>>(`/api/v1/sources/${id}/events`, { limit: 100 }, signal),
    refetchInterval: 1_500,
    staleTime: 0,
  });
  const columns = useColumns();
  return (
    <Loaded query={query}>
      {({ events }) => (
        <DataTable
          label={t("sources.live")}
          columns={columns}
          rows={events}
          rowKey={(row) => row.messageId}
          empty={<EmptyState title={t("sources.noEvents")}>{t("sources.noEventsText")}</EmptyState>}
        />
      )}
    </Loaded>
  );
}
