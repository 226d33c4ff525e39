import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { SaidText } from "../../ui/parts/SaidText.tsx";
import { useWords } from "../../ui/parts/use-words.ts";
import { useMay } from "../../ui/shell/use-workspace.ts";
import { ImportActions } from "./ImportActions.tsx";
import { ImportWork } from "./ImportWork.tsx";
import { MappingStep } from "./MappingStep.tsx";
import { RefusedLines } from "./RefusedLines.tsx";
import { ReportPanel } from "./ReportPanel.tsx";
import type { ImportStatus, ImportView as Import } from "./contract.ts";

const WORKING: readonly ImportStatus[] = ["uploaded", "staging", "running", "finishing", "undoing"];
const ENDED: readonly ImportStatus[] = ["done", "cancelled", "failed", "undone"];

function FailureNote({ failure }: { failure: NonNullable<Import["problem"]> }) {
  const words = useWords();
  return (
    <Panel title={<SaidText said={words(failure, "message")} />}>
      <p>
        <SaidText said={words(failure, "fix")} />
      </p>
    </Panel>
  );
}

function ImportPage({ job }: { job: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay("imports:write");
  const facts = [
    t(`imports.status.${job.status}`),
    job.kind && t(`imports.kinds.${job.kind}`),
    format.bytes(job.bytes),
    format.dateTime(job.createdAt),
  ];
  return (
    <>
      <p>
        <Link to="/imports">{t("shell.page.imports")}</Link>
      </p>
      <PageTitle
        name={job.filename}
        subtitle={facts.filter(Boolean).join(" · ")}
        actions={may && ENDED.includes(job.status) && <ImportActions job={job} />}
      >
        <bdi>{job.filename}</bdi>
      </PageTitle>
      {job.problem && <FailureNote failure={job.problem} />}
      {job.status === "undone" && (
        <Panel title={t("imports.undoneTitle")}>
          <p>{t("imports.undoneText")}</p>
        </Panel>
      )}
      {WORKING.includes(job.status) && <ImportWork job={job} may={may} />}
      {job.status === "mapping" && <MappingStep job={job} />}
      {(ENDED.includes(job.status) || job.status === "running" || job.status === "finishing") && (
        <ReportPanel job={job} />
      )}
      {may && job.report.refused > 0 && <RefusedLines job={job} />}
    </>
  );
}

/** One import from the file to its report. */
export function ImportView() {
  const { id } = useParams({ strict: false });
  const query = useQuery({
    queryKey: ["imports", String(id)],
    queryFn: ({ signal }) => get<Import>(`/api/v1/imports/${encodeURIComponent(String(id))}`, {}, signal),
    refetchInterval: ({ state }) => (state.data && WORKING.includes(state.data.status) ? 700 : false),
    staleTime: 0,
  });
  return (
    <Page>
      <Loaded query={query}>{(job) => <ImportPage job={job} />}</Loaded>
    </Page>
  );
}
