import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Columns, Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import type { IdentityAnswer, IdentityHandle } from "./contract.ts";
import { DecisionDialog } from "./DecisionDialog.tsx";
import { DecisionsPanel } from "./DecisionsPanel.tsx";
import { GraphPanel } from "./GraphPanel.tsx";
import { HandlesPanel } from "./HandlesPanel.tsx";
import styles from "./IdentityView.module.css";
import { JoinButton } from "./JoinButton.tsx";
import { LinksPanel } from "./LinksPanel.tsx";
import { MergesPanel } from "./MergesPanel.tsx";
import type { Decision } from "./decision.tsx";

/** The types by which people know somebody, the most telling first. */
const TELLING = ["email", "phone", "user_id"];

/** What the customer is called here: by the identifier that says most. */
function nameOf({ id, handles }: IdentityAnswer): string {
  const rank = ({ type }: IdentityHandle) =>
    (TELLING.indexOf(type) + TELLING.length + 1) % (TELLING.length + 1);
  const best = handles.toSorted((one, other) => rank(one) - rank(other))[0];
  return best?.value ?? id;
}

function Heading({ answer, onDecide }: { answer: IdentityAnswer; onDecide?: (decision: Decision) => void }) {
  const { t } = useTranslation();
  const { id, askedId } = answer;
  const name = nameOf(answer);
  const actions = (
    <>
      <LinkButton variant="default" to="/customers/$id" params={{ id }}>
        {t("identity.toCustomer")}
      </LinkButton>
      {onDecide && <JoinButton id={id} name={name} onDecide={onDecide} />}
    </>
  );
  const subtitle = (
    <>
      <bdi>{name}</bdi> · <bdi>{id}</bdi>
    </>
  );
  return (
    <>
      <PageTitle name={`${t("identity.title")} ${name}`} subtitle={subtitle} actions={actions}>
        {t("identity.title")}
      </PageTitle>
      {askedId !== id && <p className={styles["quiet"]}>{t("customer.merged", { id: askedId })}</p>}
    </>
  );
}

function Why({ answer }: { answer: IdentityAnswer }) {
  const { t } = useTranslation();
  const may = useMay("identity:write");
  const [decision, setDecision] = useState<Decision | null>(null);
  const acts = may ? { onDecide: setDecision } : {};
  const { handles, links } = answer;
  const alone = handles.length < 2 && links.length === 0;
  return (
    <>
      <Heading answer={answer} {...acts} />
      <Columns wide>
        <div>
          {alone ? (
            <Panel>
              <EmptyState title={t("identity.alone")}>{t("identity.aloneText")}</EmptyState>
            </Panel>
          ) : (
            <>
              <GraphPanel handles={handles} links={links} />
              <LinksPanel {...answer} {...acts} />
            </>
          )}
        </div>
        <div>
          <HandlesPanel {...answer} {...acts} />
          <MergesPanel {...answer} {...acts} />
          <DecisionsPanel {...answer} {...acts} />
        </div>
      </Columns>
      <DecisionDialog decision={decision} onClose={() => setDecision(null)} />
    </>
  );
}

/** Why somebody is one customer: what ties their identifiers, what was merged, what people decided. */
export function IdentityView() {
  const { id } = useParams({ strict: false });
  const query = useQuery({
    queryKey: ["identity", id],
    queryFn: ({ signal }) =>
      get<IdentityAnswer>(`/api/v1/customers/${encodeURIComponent(String(id))}/identity`, {}, signal),
    refetchInterval: 10_000,
  });
  useAsOf(query.data?.asOf);
  return (
    <Page>
      <Loaded query={query} skeleton={<SkeletonLines lines={12} />}>
        {(answer) => <Why answer={answer} />}
      </Loaded>
    </Page>
  );
}
