import { Progress, SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAddress } from "../../ui/address.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Columns, Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import { AnswerBar } from "./AnswerBar.tsx";
import { QUEUES, type Queue, type QueueAnswer } from "./contract.ts";
import styles from "./Matches.module.css";
import { MatchingTabs } from "./MatchingTabs.tsx";
import { PairPanel } from "./PairPanel.tsx";
import { PairWeights } from "./PairWeights.tsx";
import { RunWork, StartButton } from "./RunWork.tsx";
import { useAnswerKeys, useAnswers } from "./use-answers.tsx";

function useShow(): [Queue, (show: string) => void] {
  const [search, setSearch] = useAddress();
  const show = QUEUES.find((queue) => queue === search["show"]) ?? "all";
  return [show, (next) => setSearch({ show: next === "all" ? undefined : next })];
}

/** Which pairs, and how far one is with them. */
function Head({ answer }: { answer: QueueAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [show, setShow] = useShow();
  const { likely, doubtful, aside, answered } = answer;
  const counts = { all: likely + doubtful, likely, doubtful, aside };
  const share = answered / Math.max(answered + counts.all, 1);
  const text = t("matches.progress", { answered: format.number(answered), left: format.number(counts.all) });
  return (
    <div>
      <div className={styles["bar"]}>
        <SegmentedControl
          aria-label={t("matches.show.name")}
          size="xs"
          value={show}
          onChange={setShow}
          data={QUEUES.map((queue) => ({
            value: queue,
            label: t(`matches.show.${queue}`, { n: format.number(counts[queue]) }),
          }))}
        />
        <span className={styles["quiet"]}>{text}</span>
      </div>
      <Progress value={share * 100} size="xs" mt={8} aria-label={text} />
    </div>
  );
}

function Nothing({ answer }: { answer: QueueAnswer }) {
  const { t } = useTranslation();
  const state = answer.everRan && !(answer.running && answer.answered === 0) ? "done" : "never";
  return (
    <Panel>
      <EmptyState title={t(`matches.${state}`)} action={<StartButton />}>
        {t(`matches.${state}Text`)}
      </EmptyState>
    </Panel>
  );
}

function Review({ answers }: { answers: ReturnType<typeof useAnswers> & { data: QueueAnswer } }) {
  const { t } = useTranslation();
  const may = useMay("identity:write");
  const { pair, say, said, answer, data } = answers;
  useAnswerKeys(may ? say : null);
  return (
    <>
      {data.everRan && <Head answer={data} />}
      {pair ? (
        <Columns>
          <PairPanel pair={pair} />
          <PairWeights pair={pair} />
        </Columns>
      ) : (
        <Nothing answer={data} />
      )}
      {answer.error && <ProblemNote error={answer.error} />}
      <output aria-live="polite" className={styles["quiet"]}>
        {said}
      </output>
      {may ? (
        (pair || data.canUndo) && (
          <div className={styles["answers"]}>
            <AnswerBar
              say={say}
              canAnswer={pair !== null}
              canUndo={data.canUndo}
              busy={answer.isPending || answers.query.isFetching}
            />
            <p className={styles["quiet"]}>{t("matches.answer.keys")}</p>
          </div>
        )
      ) : (
        <p className={styles["quiet"]}>{t("matches.answer.cannot")}</p>
      )}
    </>
  );
}

/** Two customers side by side who may be one, to be answered one pair after the other. */
export function QueueView() {
  const { t } = useTranslation();
  const [show] = useShow();
  const answers = useAnswers(show);
  useAsOf(answers.query.data?.asOf);
  return (
    <Page>
      <PageTitle name={t("matches.review.title")} subtitle={t("matches.review.text")} />
      <MatchingTabs />
      <RunWork />
      <Loaded query={answers.query} skeleton={<SkeletonLines lines={12} />}>
        {(data) => <Review answers={{ ...answers, data }} />}
      </Loaded>
    </Page>
  );
}
