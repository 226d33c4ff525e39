import { useTranslation } from "react-i18next";
import { PlainTable } from "../../ui/chart/PlainTable.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import { useWho } from "../../ui/shell/use-who.ts";
import { useRuns } from "./use-runs.tsx";

/** Runs shown. */
const MOST = 10;

/** The latest runs. */
export function RunsPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const who = useWho();
  const { runs } = useRuns();
  if (runs.length === 0) return null;
  const data = {
    head: [
      t("matches.runs.at"),
      t("matches.runs.status"),
      t("matches.last.by"),
      t("matches.last.records"),
      t("matches.last.joined"),
    ],
    rows: runs
      .slice(0, MOST)
      .map(({ askedAt, askedBy, status, records, joined }) => [
        format.dateTime(askedAt),
        t(`matches.status.${status}`),
        who(askedBy),
        format.number(records),
        format.number(joined),
      ]),
  };
  return (
    <Panel title={t("matches.runs.title")}>
      <PlainTable label={t("matches.runs.title")} data={data} />
    </Panel>
  );
}
