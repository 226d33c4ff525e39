import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Definition } from "../../ui/parts/Definition.tsx";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { Parts } from "../../ui/parts/Parts.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { Work } from "../../ui/parts/Work.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import type { Comparison } from "./contract.ts";
import { LinesTable } from "./LinesTable.tsx";
import { SidesChoice } from "./SidesChoice.tsx";
import { isAway, useComparison, useSides } from "./use-comparison.tsx";
import { useLineText } from "./use-line-text.tsx";

/** How many there are on each side, in both, and how many were looked at. */
function Sizes({ comparison: { a, b, both, sampled } }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useLineText();
  const looked = Math.max(a.looked, b.looked);
  const sizes = [a, b].map((side) =>
    t("compare.size", { name: `\u2068${text.side(side.set)}\u2069`, n: format.number(side.customers) }),
  );
  return (
    <>
      <p>
        <Parts parts={[...sizes, both > 0 && t("compare.both", { n: format.number(both) })]} />
      </p>
      {sampled && <p>{t("compare.sampled", { n: format.number(looked) })}</p>}
    </>
  );
}

function Found({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  if (comparison.a.compared === 0 || comparison.b.compared === 0) {
    return (
      <>
        <Sizes comparison={comparison} />
        <Panel>
          <EmptyState title={t("compare.nobody")}>{t("compare.nobodyText")}</EmptyState>
        </Panel>
      </>
    );
  }
  return (
    <>
      <Sizes comparison={comparison} />
      <LinesTable comparison={comparison} />
    </>
  );
}

/** Two sets of customers held against each other on everything, what differs most first. */
export function CompareView() {
  const { t } = useTranslation();
  const { a } = useSides();
  const query = useComparison();
  const text = useLineText();
  const comparison = query.data?.comparison;
  useAsOf(comparison?.asOf);
  const title = comparison
    ? t("compare.title", {
        a: `\u2068${text.side(comparison.a.set)}\u2069`,
        b: `\u2068${text.side(comparison.b.set)}\u2069`,
      })
    : t("compare.none");
  return (
    <Page>
      <PageTitle
        name={t("shell.page.compare")}
        subtitle={
          <>
            {t("compare.subtitle")} <Definition name={t("compare.difference")}>{t("compare.how")}</Definition>
          </>
        }
      >
        {title}
      </PageTitle>
      <SidesChoice />
      {a === undefined && (
        <Panel>
          <EmptyState title={t("compare.pick")}>{t("compare.pickText")}</EmptyState>
        </Panel>
      )}
      {query.error && (
        <ProblemNote
          error={query.error}
          onRetry={() => void query.refetch()}
          {...(isAway(query.error) && { kept: t("compare.away") })}
        />
      )}
      {query.isLoading && <SkeletonLines lines={10} />}
      {query.data && !comparison && !query.error && (
        <Panel>
          <Work
            label={query.data.isAnew ? t("compare.anew") : t("compare.working")}
            share={query.data.share}
          />
        </Panel>
      )}
      {comparison && !query.error && <Found comparison={comparison} />}
    </Page>
  );
}
