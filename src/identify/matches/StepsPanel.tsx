import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import styles from "./Matches.module.css";
import type { StepsAnswer } from "./model-contract.ts";

function Step({ step }: { step: StepsAnswer["steps"][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { stage, rows, statements } = step;
  return (
    <details>
      <summary>
        <span>{t(`matches.steps.${stage}`)}</span>
        <bdi className={styles["quiet"]}>{t("matches.steps.rows", { n: format.number(rows) })}</bdi>
      </summary>
      {statements.map(({ text, times }, line) => (
        <div key={line}>
          {times > 1 && (
            <p className={styles["quiet"]}>{t("matches.steps.times", { n: format.number(times) })}</p>
          )}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls */}
          <pre tabIndex={0}>{text}</pre>
        </div>
      ))}
    </details>
  );
}

/** What the run asked of the facts, step by step. */
export function StepsPanel({ run }: { run: number }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["matches", "steps", run],
    queryFn: ({ signal }) => get<StepsAnswer>(`/api/v1/identity/matches/runs/${run}/steps`, {}, signal),
    staleTime: Infinity,
  });
  return (
    <Panel title={t("matches.steps.title")} subtitle={t("matches.steps.text")}>
      <Loaded query={query}>
        {({ steps }) => (
          <div className={styles["steps"]}>
            {steps.map((step) => (
              <Step key={step.stage} step={step} />
            ))}
          </div>
        )}
      </Loaded>
    </Panel>
  );
}
