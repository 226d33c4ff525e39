import { MultiSelect } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../../ui/api.ts";
import { PlainTable } from "../../ui/chart/PlainTable.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import styles from "./Segments.module.css";
import { SEGMENTS, useSegments } from "./use-segments.tsx";
import type { OverlapAnswer, Segment } from "./contract.ts";

/** How many segments are compared with this one at once. */
const MOST = 4;

function Parts({ answer, own }: { answer: OverlapAnswer; own: Segment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = (id: number) => answer.segments.find((one) => one.id === id)?.name ?? String(id);
  const parts = [...answer.parts].sort((a, b) => b.customers - a.customers);
  const rows = parts.map((part) => [
    format.list(part.in.map(nameOf)),
    format.number(part.customers),
    part.in.includes(own.id) && own.members > 0 ? format.percent(part.customers / own.members) : "–",
  ]);
  const head = [
    t("segments.overlap.in"),
    t("segments.members"),
    t("segments.overlap.share", { name: own.name }),
  ];
  return <PlainTable label={t("segments.overlap.title")} data={{ head, rows }} />;
}

/** How many of this segment are in others too. */
export function OverlapPanel({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string[]>([]);
  const others = useSegments().data?.segments.filter(({ id }) => id !== segment.id) ?? [];
  const ids = [segment.id, ...chosen.map(Number)];
  const query = useQuery({
    queryKey: ["segments", "overlap", ids, segment.members],
    enabled: chosen.length > 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => send<OverlapAnswer>("POST", `${SEGMENTS}/overlap`, { segments: ids }, signal),
  });
  return (
    <Panel title={t("segments.overlap.title")} subtitle={t("segments.overlap.text")}>
      <MultiSelect
        size="xs"
        searchable
        clearable
        maxValues={MOST}
        className={styles["overlap"]}
        label={t("segments.overlap.choose")}
        data={others.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={chosen}
        onChange={setChosen}
        nothingFoundMessage={t("segments.noneFits")}
      />
      {chosen.length > 0 && (
        <Loaded query={query}>{(answer) => <Parts answer={answer} own={segment} />}</Loaded>
      )}
    </Panel>
  );
}
