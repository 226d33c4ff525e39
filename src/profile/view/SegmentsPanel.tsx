import { Select } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useKept } from "../../ui/conditions/use-say.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import styles from "./CustomerView.module.css";
import { useCustomerSegments } from "./use-customer-segments.tsx";
import { WhySegment } from "./WhySegment.tsx";

/** The segments that a customer is in, and why they are in one or not. */
export function SegmentsPanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay("segments:read");
  const query = useCustomerSegments(id);
  const kept = useKept(may)?.segments ?? [];
  const [asked, setAsked] = useState<string | null>(null);
  if (!may) return null;
  return (
    <Panel title={t("customer.segments.title")}>
      <Loaded query={query}>
        {({ segments }) =>
          segments.length === 0 ? (
            <p className={styles["source"]}>{t("customer.segments.none")}</p>
          ) : (
            <ul className={styles["list"]}>
              {segments.map((segment) => (
                <li key={segment.id} className={styles["order"]}>
                  <Link to="/segments/$id" params={{ id: String(segment.id) }}>
                    <bdi>{segment.name}</bdi>
                  </Link>
                  <span className={styles["source"]}>
                    {t("customer.segments.since", { date: format.date(segment.since) })}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {kept.length > 0 && (
        <Select
          mt="sm"
          size="xs"
          searchable
          clearable
          label={t("customer.segments.why")}
          placeholder={t("customer.segments.choose")}
          data={kept.map((one) => ({ value: String(one.id), label: one.name }))}
          value={asked}
          onChange={setAsked}
        />
      )}
      {asked && <WhySegment segment={Number(asked)} customer={id} />}
    </Panel>
  );
}
