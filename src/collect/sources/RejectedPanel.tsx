import { Chip, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { useAddress, word } from "../../ui/address.ts";
import { get, type Words } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { SaidText } from "../../ui/parts/SaidText.tsx";
import { useWords } from "../../ui/parts/use-words.ts";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/columns.ts";
import type { rejectedSchema } from "./contract.ts";

type Rejected = z.infer<typeof rejectedSchema>;
type Row = Rejected["events"][number];

const REASONS = [
  "invalid_json",
  "not_an_object",
  "body_too_large",
  "event_too_large",
  "too_many_events",
  "too_deep",
  "unknown_type",
  "missing_identity",
  "missing_field",
  "wrong_type",
  "too_long",
  "control_characters",
  "invalid_timestamp",
  "not_storable",
  "failed",
  "erased",
] as const;

/** A reason in the reader's words; one that is not known yet stays as the server names it. */
function useReasonText() {
  const { t } = useTranslation();
  return (reason: string): string => {
    const known = REASONS.find((name) => name === reason);
    return known ? t(`sources.reason.${known}`) : reason;
  };
}

/** The row's own `reason` is a class of reasons, by which refusals are counted. */
function wordsIn({ message, fix, because }: Row): Words {
  return { message, fix, ...because };
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation();
  const reasonText = useReasonText();
  const format = useFormat();
  const words = useWords();
  const said = (key: "message" | "fix", more: Partial<Column<Row>> = {}): Column<Row> => ({
    key,
    header: t(`sources.reject.${key}`),
    text: (row) => words(wordsIn(row), key).text,
    cell: (row) => <SaidText said={words(wordsIn(row), key)} />,
    ...more,
  });
  const plain = (
    key: string,
    header: string,
    text: (row: Row) => string,
    more: Partial<Column<Row>> = {},
  ): Column<Row> => ({
    key,
    header,
    text,
    cell: (row) => <bdi>{text(row)}</bdi>,
    ...more,
  });
  return [
    plain("reason", t("sources.reject.reason"), (row) => reasonText(row.reason)),
    said("message", { main: true }),
    plain("at", t("sources.reject.at"), (row) => format.dateTime(row.rejectedAt)),
    plain("field", t("sources.reject.field"), (row) => row.field ?? ""),
    said("fix"),
    plain("excerpt", t("sources.reject.excerpt"), (row) => row.excerpt),
  ];
}

/** What was refused, why, and what to do about it. */
export function RejectedPanel({ id }: { id: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonText = useReasonText();
  const [search, set] = useAddress();
  const reason = word(search, "reason");
  const query = useQuery({
    queryKey: ["sources", id, "rejected", reason],
    queryFn: ({ signal }) => get<Rejected>(`/api/v1/sources/${id}/rejected`, { limit: 200, reason }, signal),
    refetchInterval: 3_000,
    staleTime: 0,
  });
  const columns = useColumns();
  const reasons = (
    <Group gap={4}>
      {query.data?.reasons.map(({ reason: name, events }) => (
        <Chip
          key={name}
          size="xs"
          checked={name === reason}
          onChange={(on) => set({ reason: on ? name : undefined })}
        >
          {`${reasonText(name)} · ${format.number(events)}`}
        </Chip>
      ))}
    </Group>
  );
  return (
    <Loaded query={query}>
      {({ events }) => (
        <DataTable
          label={t("sources.rejected")}
          columns={columns}
          rows={events}
          rowKey={(row) => row.id}
          filters={reasons}
          empty={<EmptyState title={t("sources.noneRejected")} />}
        />
      )}
    </Loaded>
  );
}
