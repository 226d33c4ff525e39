import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { PlainTable } from "../../ui/chart/PlainTable.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { useWords } from "../../ui/parts/use-words.ts";
import type { ImportView, RefusedLine } from "./contract.ts";

const SHOWN = 50;

/** The first lines that were refused, each with its value and what is wrong with it. */
export function RefusedLines({ job }: { job: ImportView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const query = useQuery({
    queryKey: ["imports", job.id, "refused"],
    queryFn: ({ signal }) =>
      get<{ lines: RefusedLine[] }>(`/api/v1/imports/${job.id}/refused`, { limit: SHOWN }, signal),
  });
  const head = [t("imports.line"), t("refused.column"), t("refused.value"), t("refused.reason")];
  const subtitle = t("refused.first", { count: job.report.refused, n: format.number(job.report.refused) });
  return (
    <Panel title={t("imports.refusedFile")} subtitle={subtitle}>
      <Loaded query={query}>
        {({ lines }) => (
          <PlainTable
            label={t("imports.refusedFile")}
            data={{
              head,
              rows: lines.map((line) => [
                format.number(line.line),
                line.column,
                line.value,
                words(line, "message").text,
              ]),
            }}
          />
        )}
      </Loaded>
    </Panel>
  );
}
