import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { useDuration } from "../../ui/format/use-duration.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Columns, Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { StateBadge, TierBadge } from "../../ui/parts/StateBadge.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import { AboutPanel } from "./AboutPanel.tsx";
import styles from "./CustomerView.module.css";
import { IdentifiersPanel } from "./IdentifiersPanel.tsx";
import { OrdersPanel } from "./OrdersPanel.tsx";
import { SegmentsPanel } from "./SegmentsPanel.tsx";
import { StandingPanel } from "./StandingPanel.tsx";
import { TimelinePanel } from "./TimelinePanel.tsx";
import type { CustomerAnswer } from "./contract.ts";

/** What the orders say of the customer, as a sentence. */
function useSummary() {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  return ({ figures, asOf }: CustomerAnswer): string => {
    if (!figures.lastOrderAt) return t("customer.noOrders");
    const silent = (Date.parse(asOf) - Date.parse(figures.lastOrderAt)) / 86_400_000;
    return [
      figures.medianGapDays === null
        ? null
        : t("customer.rhythm", { days: duration.days(figures.medianGapDays) }),
      t("customer.lastOrder", { days: duration.days(Math.max(silent, 0)) }),
      t("customer.soFar", {
        value: format.money(figures.revenue),
        count: figures.orders,
        n: format.number(figures.orders),
      }),
    ]
      .filter(Boolean)
      .join(" ");
  };
}

function Story({ customer }: { customer: CustomerAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const summary = useSummary();
  const name = customer.name ?? customer.identifiers[0]?.value ?? customer.id;
  return (
    <>
      <PageTitle name={name} subtitle={summary(customer)}>
        <span className={styles["name"]}>
          <bdi>{name}</bdi> <StateBadge state={customer.figures.state} />
          {customer.figures.tier && <TierBadge tier={customer.figures.tier} />}
          <span className={styles["id"]}>
            <bdi>{customer.id}</bdi> · {t("customer.since", { date: format.date(customer.firstSeen) })}
          </span>
        </span>
      </PageTitle>
      {customer.askedId !== customer.id && (
        <p className={styles["id"]}>{t("customer.merged", { id: customer.askedId })}</p>
      )}
      <Columns wide>
        <div>
          <TimelinePanel id={customer.id} />
          <OrdersPanel id={customer.id} />
        </div>
        <div>
          <IdentifiersPanel id={customer.id} identifiers={customer.identifiers} />
          <StandingPanel id={customer.id} />
          <SegmentsPanel id={customer.id} />
          <AboutPanel customer={customer} />
        </div>
      </Columns>
    </>
  );
}

/** One customer's whole story. */
export function CustomerView() {
  const { id } = useParams({ strict: false });
  const query = useQuery({
    queryKey: ["customer", id],
    queryFn: ({ signal }) =>
      get<CustomerAnswer>(`/api/v1/customers/${encodeURIComponent(String(id))}`, {}, signal),
    refetchInterval: 10_000,
  });
  useAsOf(query.data?.asOf);
  return (
    <Page>
      <Loaded query={query} skeleton={<SkeletonLines lines={12} />}>
        {(customer) => <Story customer={customer} />}
      </Loaded>
    </Page>
  );
}
