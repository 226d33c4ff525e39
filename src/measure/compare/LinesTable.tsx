import { Select } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { address } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Interval } from "../../ui/parts/Interval.tsx";
import type { Column } from "../../ui/table/columns.ts";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { LINE_GROUPS, type CompareLine, type Comparison } from "./contract.ts";
import { useLineText } from "./use-line-text.tsx";
import { useSides } from "./use-comparison.tsx";

function useColumns({ currency, a, b }: Comparison): Column<CompareLine>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useLineText();
  const sides = useSides();
  const side = (key: "a" | "b", header: string): Column<CompareLine> => {
    const write = (line: CompareLine) => text.value(line, line[key].mean, currency);
    return {
      key,
      header,
      numeric: true,
      value: (line) => line[key].mean,
      text: write,
      cell: (line) => (
        <Link to={address("/segments/compare/customers", { ...sides, line: line.key, side: key })}>
          <bdi>{write(line)}</bdi>
        </Link>
      ),
    };
  };
  const interval = ({ from, to }: CompareLine) => format.list([format.signed(from, 2), format.signed(to, 2)]);
  return [
    {
      key: "what",
      header: t("compare.what"),
      main: true,
      sortable: true,
      wraps: true,
      text: text.name,
      cell: (line) => text.name(line),
    },
    side("a", text.side(a.set)),
    side("b", text.side(b.set)),
    {
      key: "d",
      header: t("compare.difference"),
      numeric: true,
      sortable: true,
      value: ({ d }) => Math.abs(d),
      text: ({ d }) => format.signed(d, 2),
      cell: ({ d }) => <bdi>{format.signed(d, 2)}</bdi>,
    },
    {
      key: "interval",
      header: t("compare.interval"),
      text: interval,
      cell: (line) => (
        <div title={interval(line)}>
          <Interval d={line.d} from={line.from} to={line.to} />
        </div>
      ),
    },
    {
      key: "holds",
      header: t("compare.holds"),
      text: ({ holds }) => t(holds ? "words.yes" : "words.no"),
      cell: ({ holds }) => t(holds ? "words.yes" : "words.no"),
    },
  ];
}

/** The lines, what differs most first; by kind, searched, sorted, to export. */
export function LinesTable({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const [search, set] = useAddress();
  const columns = useColumns(comparison);
  const areas = LINE_GROUPS.filter((group) => comparison.lines.some((line) => line.group === group));
  const area = areas.find((group) => group === word(search, "area"));
  const lines = area ? comparison.lines.filter(({ group }) => group === area) : comparison.lines;
  return (
    <DataTable
      label={t("shell.page.compare")}
      columns={columns}
      rows={lines}
      rowKey={({ key }) => key}
      filters={
        <Select
          size="xs"
          clearable
          aria-label={t("compare.area")}
          placeholder={t("compare.area")}
          data={areas.map((group) => ({ value: group, label: t(`compare.areas.${group}`) }))}
          value={area ?? null}
          onChange={(value) => set({ area: value ?? undefined })}
        />
      }
      empty={<EmptyState title={t("compare.few")}>{t("compare.fewText")}</EmptyState>}
    />
  );
}
