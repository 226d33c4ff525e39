import { Chip, Group } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { useAddress, word } from "../../ui/address.ts";
import { get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { SkeletonLines } from "../../ui/parts/Loading.tsx";
import { MoreRows } from "../../ui/parts/MoreRows.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { Parts } from "../../ui/parts/Parts.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import styles from "./CustomerView.module.css";
import { useEventText } from "./use-event-text.tsx";
import type { TimelineAnswer, TimelineEvent } from "./contract.ts";

type Answer = z.infer<typeof TimelineAnswer>;

const PAGE = 25;
const KINDS = ["orders", "visits", "identity", "segments", "other"] as const;

/** The colour of an event's dot; the words beside it say the same. */
function dotOf(event: TimelineEvent): string {
  if (/refund|cancel/i.test(event.name)) return "refund";
  if (event.orderId) return "order";
  return event.kind;
}

/** Events as they come: the pages read so far, and what is newer than the newest of them. */
function useTimeline(id: string, kinds: string | undefined) {
  const path = `/api/v1/customers/${id}/timeline`;
  const query = useInfiniteQuery({
    queryKey: ["customer", id, "timeline", kinds],
    initialPageParam: "",
    queryFn: ({ signal, pageParam }) => get<Answer>(path, { kinds, before: pageParam, limit: PAGE }, signal),
    getNextPageParam: (page) => page.next,
  });
  const known = query.data?.pages.flatMap((page) => page.events) ?? [];
  const newest = known[0]?.cursor;
  const live = useQuery({
    queryKey: ["customer", id, "live", kinds, newest],
    enabled: query.isSuccess,
    refetchInterval: 2_000,
    staleTime: 0,
    queryFn: ({ signal }) => get<Answer>(path, { kinds, after: newest }, signal),
  });
  const seen = new Set(known.map(({ cursor }) => cursor));
  const fresh = live.data?.events.filter(({ cursor }) => !seen.has(cursor)) ?? [];
  return { query, events: [...fresh, ...known] };
}

/** Everything that happened, newest first, followed live. */
export function TimelinePanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [search, set] = useAddress();
  const kinds = word(search, "kinds");
  const { query, events } = useTimeline(id, kinds);
  const write = useEventText();
  const filters = (
    <Group gap={4}>
      {KINDS.map((kind) => (
        <Chip
          key={kind}
          size="xs"
          checked={kinds === kind}
          onChange={(on) => set({ kinds: on ? kind : undefined })}
        >
          {t(`customer.kinds.${kind}`)}
        </Chip>
      ))}
    </Group>
  );
  return (
    <Panel title={t("customer.timeline")} subtitle={t("customer.live")} actions={filters}>
      {query.error && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <SkeletonLines lines={8} />}
      {query.data && events.length === 0 && <EmptyState title={t("customer.noEvents")} />}
      <ul className={styles["list"]} aria-live="polite">
        {events.map((event) => (
          <li key={event.cursor} className={styles["event"]}>
            <span className={styles["dot"]} data-kind={dotOf(event)} aria-hidden />
            <time dateTime={event.at}>{format.dateTime(event.at)}</time>
            <bdi>{write(event)}</bdi>
            <span className={styles["source"]}>
              <Parts parts={[event.sourceName, event.trust === "claimed" && t("words.trust.claimed")]} />
            </span>
          </li>
        ))}
      </ul>
      <MoreRows pages={query} />
    </Panel>
  );
}
