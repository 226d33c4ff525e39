import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { SkeletonLines } from "../../ui/parts/Loading.tsx";
import { MoreRows } from "../../ui/parts/MoreRows.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { Parts } from "../../ui/parts/Parts.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import styles from "./CustomerView.module.css";
import type { OrdersAnswer } from "./contract.ts";

type Orders = z.infer<typeof OrdersAnswer>;

const PAGE = 10;
const STATUSES = ["paid", "pending", "void", "test", "cancelled", "free", "service"] as const;

function OrderLine({ order }: { order: Orders["orders"][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const status = STATUSES.find((name) => name === order.status);
  const items = order.items
    .slice(0, 4)
    .map((item) => `${item.quantity} × ${item.name || item.productId}`)
    .join(", ");
  const more =
    order.items.length > 4 && t("customer.moreItems", { n: format.number(order.items.length - 4) });
  const notes = [
    status !== "paid" && (status ? t(`words.orderStatus.${status}`) : order.status),
    Number(order.refunded) > 0 &&
      t("customer.refunded", { amount: format.money(order.refunded, order.currency) }),
    order.trust === "claimed" && t("words.trust.claimed"),
  ];
  return (
    <li className={styles["order"]}>
      <span>
        {t("customer.order", { id: order.orderId })} ·{" "}
        <time dateTime={order.at}>{format.date(order.at)}</time>
      </span>
      <bdi>{format.money(order.total, order.currency)}</bdi>
      <small>
        <Parts
          parts={[
            <>
              <bdi>{items}</bdi> {more}
            </>,
            ...notes,
          ]}
        />
      </small>
    </li>
  );
}

/** What the customer ordered, newest first. */
export function OrdersPanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useInfiniteQuery({
    queryKey: ["customer", id, "orders"],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) =>
      get<Orders>(`/api/v1/customers/${id}/orders`, { offset: pageParam, limit: PAGE }, signal),
    getNextPageParam: (page, _, offset) => (offset + PAGE < page.total ? offset + PAGE : null),
  });
  const total = query.data?.pages[0]?.total ?? 0;
  const orders = query.data?.pages.flatMap((page) => page.orders) ?? [];
  return (
    <Panel title={t("customer.orders", { count: total, n: format.number(total) })}>
      {query.error && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <SkeletonLines />}
      {query.data && orders.length === 0 && <EmptyState title={t("customer.noOrders")} />}
      <ul className={styles["list"]}>
        {orders.map((order) => (
          <OrderLine key={`${order.shop}:${order.orderId}`} order={order} />
        ))}
      </ul>
      <MoreRows pages={query} />
    </Panel>
  );
}
