import { Chip, Group } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { useIdentifierType } from "../../ui/parts/use-identifier-type.ts";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/columns.ts";
import type { Conflict, ConflictsAnswer } from "./contract.ts";

function useColumns(): Column<Conflict>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const type = useIdentifierType();
  const side = (key: "a" | "b"): Column<Conflict> => ({
    key,
    header: t(`conflicts.${key}`),
    main: key === "a",
    text: (row) => `${type(row[key].type)} ${row[key].value}`,
    cell: (row) => (
      <>
        {type(row[key].type)}{" "}
        <Link to="/customers/$id/identity" params={{ id: row[key].profile }}>
          <bdi>{row[key].value}</bdi>
        </Link>
      </>
    ),
  });
  const why = ({ reason, over }: Conflict) =>
    over === null ? t(`conflicts.why.${reason}`) : t("conflicts.over", { type: type(over) });
  const plain = (key: string, text: (row: Conflict) => string): Column<Conflict> => ({
    key,
    header: t(`conflicts.${key as "when"}`),
    text,
    cell: (row) => <bdi>{text(row)}</bdi>,
  });
  return [
    side("a"),
    side("b"),
    plain("reason", why),
    plain("state", (row) => t(`conflicts.verdict.${row.verdict}`)),
    plain("when", (row) => format.dateTime(row.at)),
    plain("source", (row) => row.sourceName ?? ""),
  ];
}

function Conflicts({ pages, more }: { pages: readonly ConflictsAnswer[]; more: (() => void) | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = useColumns();
  const [search, set] = useAddress();
  const reason = word(search, "reason");
  const reasons = pages[0]?.reasons ?? [];
  const total = reasons
    .filter((one) => reason === undefined || one.reason === reason)
    .reduce((sum, { count }) => sum + count, 0);
  const chips = (
    <Group gap={4}>
      {reasons.map(({ reason: name, count }) => (
        <Chip
          key={name}
          size="xs"
          checked={name === reason}
          onChange={(on) => set({ reason: on ? name : undefined })}
        >
          {`${t(`conflicts.why.${name}`)} · ${format.number(count)}`}
        </Chip>
      ))}
    </Group>
  );
  return (
    <DataTable
      label={t("conflicts.title")}
      columns={columns}
      rows={pages.flatMap(({ conflicts }) => conflicts)}
      rowKey={(row) => row.id}
      served={{ total, more }}
      filters={chips}
      empty={<EmptyState title={t("conflicts.none")}>{t("conflicts.noneText")}</EmptyState>}
    />
  );
}

/** What the rules refused, of all customers: which two identifiers, why, when, and whose they are. */
export function ConflictsView() {
  const { t } = useTranslation();
  const [search] = useAddress();
  const reason = word(search, "reason");
  const query = useInfiniteQuery({
    queryKey: ["identity-conflicts", reason],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam, signal }) =>
      get<ConflictsAnswer>("/api/v1/identity/conflicts", { limit: 100, reason, before: pageParam }, signal),
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const more = query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null;
  return (
    <Page>
      <PageTitle
        name={t("conflicts.title")}
        subtitle={t("conflicts.text")}
        actions={
          <LinkButton variant="default" to="/settings/identity">
            {t("conflicts.toRules")}
          </LinkButton>
        }
      />
      <Loaded query={query}>{({ pages }) => <Conflicts pages={pages} more={more} />}</Loaded>
    </Page>
  );
}
