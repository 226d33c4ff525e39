import { Button, Group } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get, send } from "../../ui/api.ts";
import { PlainTable } from "../../ui/chart/PlainTable.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import { Definition } from "../../ui/parts/Definition.tsx";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { toast } from "../../ui/parts/toast.ts";
import { useWho } from "../../ui/shell/use-who.ts";
import { useMay } from "../../ui/shell/use-workspace.ts";
import type { Thresholds, ThresholdsChange, ThresholdsPage } from "./thresholds-contract.ts";
import { ThresholdsForm } from "./ThresholdsForm.tsx";
import { ThresholdsHistory } from "./ThresholdsHistory.tsx";
import { useRfmText } from "./use-rfm-text.tsx";

const CLASSES = [5, 4, 3, 2, 1] as const;
const ADDRESS = "/api/v1/figures/rfm/thresholds";

/** Changes the thresholds, and says so with a way back. */
function useChange(page: ThresholdsPage | undefined) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const put = async (change: ThresholdsChange) => {
    await send("PUT", ADDRESS, change);
    await queries.invalidateQueries({ queryKey: ["figures"] });
  };
  return useMutation({
    mutationFn: put,
    onSuccess: () => {
      const version = page?.versions[0]?.version;
      const back = version === undefined ? { thresholds: null } : { version };
      toast(t("rfm.thresholds.changed"), { label: t("words.undo"), run: () => void put(back) });
    },
  });
}

/** A line a class, a column each for what holds and for what the data of today would give. */
function useTable(page: ThresholdsPage) {
  const { t } = useTranslation();
  const text = useRfmText();
  const sets = (["now", "today"] as const).flatMap((which) => {
    const thresholds = which === "now" ? page.now?.thresholds : page.fromData;
    return thresholds ? [{ which, thresholds }] : [];
  });
  const columns = (["r", "f", "m"] as const).flatMap((one) =>
    sets.map(({ which, thresholds }) => ({
      name: `${t(`rfm.${one}`)} · ${t(`rfm.thresholds.${which}`)}`,
      write: (of: number) => ({ r: text.recency, f: text.frequency, m: text.monetary })[one](of, thresholds),
    })),
  );
  return {
    head: [t("rfm.thresholds.class"), ...columns.map(({ name }) => name)],
    rows: CLASSES.map((of) => [String(of), ...columns.map(({ write }) => write(of))]),
  };
}

function Table({ page }: { page: ThresholdsPage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const data = useTable(page);
  if (data.head.length === 1) return null;
  const once = (thresholds: Thresholds | null | undefined, which: "now" | "today") =>
    thresholds ? [`${format.money(thresholds.oneTime)} (${t(`rfm.thresholds.${which}`)})`] : [];
  const values = [...once(page.now?.thresholds, "now"), ...once(page.fromData, "today")];
  return (
    <>
      <PlainTable label={t("rfm.thresholds.title")} data={data} />
      <p>
        {t("rfm.thresholds.once")}: <bdi>{values.join(" · ")}</bdi>
      </p>
    </>
  );
}

function useStanding(): (page: ThresholdsPage) => string {
  const { t } = useTranslation();
  const format = useFormat();
  const who = useWho();
  return ({ now }) => {
    if (!now) return t("rfm.thresholds.none");
    if (now.chosenBy === "provisional") return t("rfm.thresholds.provisional");
    const at = format.dateTime(now.saidAt);
    return now.chosenBy === "person"
      ? t("rfm.thresholds.person", { who: who(now.saidBy ?? ""), at })
      : t("rfm.thresholds.data", { at });
  };
}

type Change = {
  page: ThresholdsPage;
  onChange: (change: ThresholdsChange, then?: { onSuccess: () => void }) => void;
};

function Actions({ page, onChange }: Change) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const from: Thresholds | null = page.now?.thresholds ?? page.fromData;
  // What was refused stays in the fields.
  const save = (thresholds: Thresholds) => onChange({ thresholds }, { onSuccess: () => setOpen(false) });
  if (isOpen) return <ThresholdsForm from={from} onSave={save} onLeave={() => setOpen(false)} />;
  return (
    <Group gap="xs" mt="sm">
      {page.fromData && (
        <Button size="xs" variant="default" onClick={() => onChange({ thresholds: null })}>
          {t("rfm.thresholds.take")}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {t("rfm.thresholds.own")}
      </Button>
    </Group>
  );
}

/** Where the classes begin, who said so and when, what the data would give today, and the place to change it. */
export function ThresholdsPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay("workspace:write");
  const query = useQuery({
    queryKey: ["figures", "rfm", "thresholds"],
    queryFn: ({ signal }) => get<ThresholdsPage>(ADDRESS, {}, signal),
  });
  const standing = useStanding();
  const change = useChange(query.data);
  const definition = t("rfm.thresholds.definition", { needed: format.number(query.data?.needed ?? 100) });
  return (
    <div id="thresholds">
      <Panel
        title={
          <>
            {t("rfm.thresholds.title")} <Definition name={t("rfm.thresholds.title")}>{definition}</Definition>
          </>
        }
        subtitle={query.data && standing(query.data)}
      >
        {change.error && <ProblemNote error={change.error} />}
        <Loaded query={query}>
          {(page) => (
            <>
              <Table page={page} />
              {may && <Actions page={page} onChange={change.mutate} />}
              <ThresholdsHistory page={page} onBack={may ? (version) => change.mutate({ version }) : null} />
            </>
          )}
        </Loaded>
      </Panel>
    </div>
  );
}
