import { Button, Group, NumberInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get, send } from "../api.ts";
import { useDuration } from "../format/use-duration.ts";
import { useFormat } from "../format/use-format.ts";
import { Loaded } from "../parts/Loading.tsx";
import { Panel } from "../parts/Panel.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { toast } from "../parts/toast.ts";
import { useMay } from "../shell/use-workspace.ts";
import { DataTable } from "../table/DataTable.tsx";
import type { Column } from "../table/columns.ts";
import type { Windows } from "../../measure/window/contract.ts";

type Option = Windows["options"][number];

/** Sets the window, and says so with a way back. */
function useWindowChange(now: Windows | undefined) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const put = async (days: number | null) => {
    await send("PUT", "/api/v1/figures/window", { days });
    await queries.invalidateQueries();
  };
  return useMutation({
    mutationFn: put,
    onSuccess: () => {
      const before = now?.basis.window;
      const days = before?.chosenBy === "person" ? before.days : null;
      toast(t("windows.changed"), { label: t("words.undo"), run: () => void put(days) });
    },
  });
}

function useColumns(choose: ((days: number) => void) | null): Column<Option>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  const count = (key: "opening" | "closing" | "lost"): Column<Option> => ({
    key,
    header: t(`basis.set.${key}`),
    numeric: true,
    text: (row) => format.number(row[key]),
    cell: (row) => <bdi>{format.number(row[key])}</bdi>,
  });
  const name = (row: Option) =>
    [duration.days(row.days), row.current && t("windows.current"), row.fromData && t("windows.fromData")]
      .filter(Boolean)
      .join(" · ");
  const rate = (row: Option) =>
    row.reason ? t(`basis.reason.${row.reason}`) : format.percent(row.retention);
  const columns: Column<Option>[] = [
    { key: "days", header: t("windows.window"), main: true, text: name, cell: name },
    {
      key: "rate",
      header: t("metrics.name.retention_rate"),
      numeric: true,
      text: rate,
      cell: (row) => <bdi>{rate(row)}</bdi>,
    },
    count("opening"),
    count("lost"),
    count("closing"),
  ];
  if (!choose) return columns;
  const use = (row: Option) =>
    row.current ? null : (
      <Button size="compact-xs" variant="default" onClick={() => choose(row.days)}>
        {t("windows.use")}
      </Button>
    );
  return [...columns, { key: "use", header: t("windows.use"), text: () => "", cell: use }];
}

function OwnWindow({ onChoose }: { onChoose: (days: number | null) => void }) {
  const { t } = useTranslation();
  const [days, setDays] = useState<number | string>("");
  return (
    <Group gap="xs" mt="sm" align="end">
      <NumberInput size="xs" label={t("windows.own")} min={1} max={1100} value={days} onChange={setDays} />
      <Button size="xs" disabled={typeof days !== "number"} onClick={() => onChoose(Number(days))}>
        {t("words.save")}
      </Button>
      <Button size="xs" variant="default" onClick={() => onChoose(null)}>
        {t("windows.giveBack")}
      </Button>
    </Group>
  );
}

/** What 30, 90 and 365 days of silence would give, and the place to set the window. */
export function WindowsPanel() {
  const { t } = useTranslation();
  const may = useMay("workspace:write");
  const query = useQuery({
    queryKey: ["figures", "windows"],
    queryFn: ({ signal }) => get<Windows>("/api/v1/figures/windows", {}, signal),
  });
  const change = useWindowChange(query.data);
  const columns = useColumns(may ? change.mutate : null);
  const { medianDays, p90Days, gaps } = query.data?.rhythm ?? { medianDays: null, p90Days: null, gaps: 0 };
  const format = useFormat();
  const rhythm = t("windows.rhythm", {
    median: format.number(medianDays),
    p90: format.number(p90Days),
    gaps: format.number(gaps),
  });
  return (
    <div id="windows">
      <Panel title={t("windows.title")} subtitle={p90Days === null ? t("windows.noRhythm") : rhythm}>
        {change.error && <ProblemNote error={change.error} />}
        <Loaded query={query}>
          {({ options }) => (
            <DataTable
              label={t("windows.title")}
              columns={columns}
              rows={options}
              rowKey={(row) => row.days}
              bare
              empty={null}
            />
          )}
        </Loaded>
        {may && <OwnWindow onChoose={change.mutate} />}
      </Panel>
    </div>
  );
}
