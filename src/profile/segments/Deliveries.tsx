import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { get } from "../../ui/api.ts";
import { PlainTable } from "../../ui/chart/PlainTable.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import styles from "./Segments.module.css";
import type { DeliveriesAnswer, Delivery } from "./webhook-contract.ts";

const PROBLEMS = ["status", "private_address", "timeout", "unreachable"] as const;

/** What came of one try, in words. */
function useOutcome() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ problem, status, test }: Delivery): string => {
    const known = PROBLEMS.find((one) => one === problem);
    const said = known ? t(`segments.webhooks.problem.${known}`) : t("segments.webhooks.taken");
    const code = status === null ? "" : format.number(status);
    return [test && t("segments.webhooks.isTest"), said, code].filter(Boolean).join(" · ");
  };
}

/** The last tries to tell a webhook, the latest first. */
export function Deliveries({ path }: { path: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const outcome = useOutcome();
  const query = useQuery({
    queryKey: ["segments", "webhooks", path, "deliveries"],
    refetchInterval: 10_000,
    queryFn: ({ signal }) => get<z.infer<typeof DeliveriesAnswer>>(`${path}/deliveries`, {}, signal),
  });
  const head = [
    t("segments.webhooks.at"),
    t("segments.webhooks.moves"),
    t("segments.webhooks.attempt"),
    t("segments.webhooks.outcome"),
  ];
  return (
    <Loaded query={query}>
      {({ deliveries }) =>
        deliveries.length === 0 ? (
          <p className={styles["quiet"]}>{t("segments.webhooks.noDeliveries")}</p>
        ) : (
          <PlainTable
            label={t("segments.webhooks.deliveries")}
            data={{
              head,
              rows: deliveries.map((one) => [
                format.dateTime(one.at),
                format.number(one.moves),
                format.number(one.attempt),
                outcome(one),
              ]),
            }}
          />
        )
      }
    </Loaded>
  );
}
