import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Facts } from "../../ui/parts/Facts.tsx";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { Columns } from "../../ui/parts/Page.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { DownloadIcon } from "../../ui/parts/icons.tsx";
import type { ImportView, Outcome } from "./contract.ts";

const MADE = [
  "orders",
  "refunds",
  "customers",
  "events",
  "consents",
  "anonymous",
  "anonymousRefunds",
  "duplicates",
  "erased",
] as const;

const NOTES = ["unreadable_characters", "refund_dates_missing"] as const;

/** What became of every line: the numbers add up to the file's lines. */
export function ReportPanel({ job }: { job: ImportView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { report } = job;
  const noteText = ({ code, message }: (typeof report.notes)[number]) => {
    const known = NOTES.find((name) => name === code);
    return known ? t(`imports.note.${known}`) : message;
  };
  const made = MADE.filter((name) => report[name] > 0 || name === "orders");
  const lines = Object.entries(report.lines) as [Outcome, number][];
  const refused = report.refused > 0 && (
    <Button
      component="a"
      size="xs"
      variant="default"
      leftSection={<DownloadIcon />}
      href={`/api/v1/imports/${job.id}/refused.csv`}
      download
    >
      {t("imports.refusedFile")}
    </Button>
  );
  return (
    <>
      <Columns>
        <Panel
          title={t("imports.made")}
          actions={
            job.status === "done" && (
              <LinkButton to="/overview" size="xs">
                {t("problem.nowhere.action")}
              </LinkButton>
            )
          }
        >
          <Facts numeric>
            {made.map(
              (name) =>
                [t(`imports.report.${name}`), <bdi key={name}>{format.number(report[name])}</bdi>] as const,
            )}
          </Facts>
        </Panel>
        <Panel
          title={t("imports.everyLine", { count: report.rows, n: format.number(report.rows) })}
          subtitle={t("imports.everyLineText")}
          actions={refused}
        >
          <Facts numeric>
            {lines.map(
              ([name, count]) =>
                [t(`imports.outcome.${name}`), <bdi key={name}>{format.number(count)}</bdi>] as const,
            )}
          </Facts>
        </Panel>
      </Columns>
      {report.notes.length > 0 && (
        <Panel title={t("basis.notes")}>
          <ul>
            {report.notes.map((note) => (
              <li key={note.code}>
                <bdi>{noteText(note)}</bdi>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}
