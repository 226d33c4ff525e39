import { Group, MultiSelect, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { get } from "../../ui/api.ts";
import { behindHref } from "../../ui/figures/behind.ts";
import { basisQuery, figureQuery } from "../../ui/figures/figure-search.ts";
import { useSetName, whoOf } from "../../ui/figures/use-set-name.ts";
import { useSets } from "../../ui/figures/use-sets.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/columns.ts";
import { CUSTOMER_SET_KINDS } from "../../core/customer-sets-port.ts";
import { PERIODS, type NamedSet } from "../basis/contract.ts";
import type { CustomerSet } from "../customers/contract.ts";
import type { Dimensions } from "../dimensions/contract.ts";
import type { Breakdown, BreakdownBy } from "./contract.ts";
import { useBreakdownName } from "./use-breakdown-name.tsx";

type Row = Breakdown["rows"][number];

/** The way to the customers of a value; none where the value is not known. */
type Opens = (row: Row, set: CustomerSet) => string | undefined;

function useColumns(by: BreakdownBy, opens: Opens): Column<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const set = (key: CustomerSet, header: string, value: (row: Row) => number | null, share = false) => {
    const write = (row: Row) => (share ? format.percent(value(row)) : format.number(value(row)));
    return {
      key,
      header,
      numeric: true,
      value,
      text: write,
      cell: (row: Row) => {
        const href = value(row) ? opens(row, key) : undefined;
        return href ? (
          <Link to={href}>
            <bdi>{write(row)}</bdi>
          </Link>
        ) : (
          <bdi>{write(row)}</bdi>
        );
      },
    } satisfies Column<Row>;
  };
  const column = (
    key: string,
    header: string,
    value: (row: Row) => number | null,
    write: (value: number | null) => string,
  ): Column<Row> => ({
    key,
    header,
    numeric: true,
    value,
    text: (row) => write(value(row)),
    cell: (row) => <bdi>{write(value(row))}</bdi>,
  });
  const nameOf = useBreakdownName();
  const setName = useSetName();
  const name = (row: Row) => (row.set ? setName(row.set) : row.label) || t("words.unknown");
  return [
    {
      key: "value",
      header: nameOf(by),
      main: true,
      text: name,
      cell: (row) => <bdi>{name(row)}</bdi>,
    },
    set("opening", t("basis.set.opening"), (row) => row.opening),
    set("new", t("basis.set.new"), (row) => row.new),
    set("won_back", t("basis.set.won_back"), (row) => row.wonBack),
    set("lost", t("basis.set.lost"), (row) => row.lost),
    set("closing", t("basis.set.closing"), (row) => row.closing),
    set("retained", t("metrics.name.retention_rate"), (row) => row.retention, true),
    column("repeat", t("metrics.name.repeat_rate"), (row) => row.repeatRate, format.percent),
    column(
      "order",
      t("metrics.name.average_order_value"),
      (row) => row.averageOrderValue,
      (value) => format.money(value),
    ),
    column(
      "revenue",
      t("revenue.revenue"),
      (row) => Number(row.revenue),
      (value) => format.money(value),
    ),
  ];
}

/** What holds the customers behind a row to that row, within those that the page is held to. */
function within(by: BreakdownBy, { set, value }: Row, who: string | undefined) {
  if (!set) return { dimension: by, value };
  const sets = who ? `${who},${whoOf(set)}` : whoOf(set);
  return { dimension: undefined, value: undefined, who: sets };
}

function BreakdownTable({ by }: { by: BreakdownBy }) {
  const nameOf = useBreakdownName();
  const [search] = useAddress();
  const of = by === "segment" ? word(search, "of") : undefined;
  const { dimension: _, value: __, ...asked } = { ...figureQuery(search), by, of };
  const query = useQuery({
    queryKey: ["figures", "breakdown", asked],
    queryFn: ({ signal }) => get<Breakdown>("/api/v1/figures/breakdown", asked, signal),
  });
  const day = query.data?.bounds.day;
  const period = PERIODS.find((name) => name === word(search, "period")) ?? "month";
  const columns = useColumns(by, (row, set) =>
    day && row.value
      ? behindHref({ set, period, day }, { ...basisQuery(search), ...within(by, row, word(search, "who")) })
      : undefined,
  );
  return (
    <Loaded query={query}>
      {({ rows }) => (
        <DataTable
          label={nameOf(by)}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.value}
          bare
          empty={null}
        />
      )}
    </Loaded>
  );
}

/** Which segments stand in the table; none chosen: all. */
function SegmentsShown({ sets }: { sets: readonly NamedSet[] }) {
  const { t } = useTranslation();
  const [search, set] = useAddress();
  const chosen = word(search, "of")?.split(",") ?? [];
  return (
    <MultiSelect
      size="xs"
      maw={320}
      searchable
      clearable
      aria-label={t("basis.who.chosen")}
      placeholder={chosen.length === 0 ? t("basis.who.allSegments") : undefined}
      data={sets.filter(({ kind }) => kind === "segment").map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen}
      onChange={(ids) => set({ of: ids.length > 0 ? ids.join(",") : undefined })}
    />
  );
}

/** The last complete period by what came with the data, or by segments or personas. */
export function BreakdownPanel() {
  const { t } = useTranslation();
  const [search, set] = useAddress();
  const asked = basisQuery({ ...search, dimension: undefined, value: undefined });
  const query = useQuery({
    queryKey: ["figures", "dimensions", asked],
    queryFn: ({ signal }) => get<Dimensions>("/api/v1/figures/dimensions", asked, signal),
  });
  const nameOf = useBreakdownName();
  const sets = useSets();
  const known: BreakdownBy[] = [
    ...(query.data?.dimensions.map((found) => found.dimension) ?? []),
    ...CUSTOMER_SET_KINDS.filter((kind) => sets.some((one) => one.kind === kind)),
  ];
  const by = known.find((dimension) => dimension === word(search, "by")) ?? known[0];
  if (!by) return null;
  const choice = (
    <Group gap="xs">
      {by === "segment" && <SegmentsShown sets={sets} />}
      <Select
        size="xs"
        aria-label={t("basis.dimensionLabel")}
        data={known.map((value) => ({ value, label: nameOf(value) }))}
        value={by}
        allowDeselect={false}
        onChange={(value) => set({ by: value ?? undefined })}
      />
    </Group>
  );
  return (
    <Panel title={t("retention.breakdown")} subtitle={t("retention.breakdownText")} actions={choice}>
      <BreakdownTable by={by} />
    </Panel>
  );
}
