import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { get } from "../../ui/api.ts";
import { basisQuery } from "../../ui/figures/figure-search.ts";
import { rfmHref } from "../../ui/figures/rfm-search.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Definition } from "../../ui/parts/Definition.tsx";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { BACKS, type Back, type Flows, RFM_CELLS } from "./contract.ts";
import { FlowMatrix } from "./FlowMatrix.tsx";

const TIERS = ["high", "medium", "other"] as const;

/** With which earlier instant customers are compared; in the address. */
export function BackChoice() {
  const { t } = useTranslation();
  const [search, set] = useAddress();
  return (
    <Select
      size="xs"
      w={190}
      aria-label={t("rfm.back.label")}
      data={BACKS.map((value) => ({ value, label: t(`rfm.back.${value}`) }))}
      value={word(search, "back") ?? "month"}
      allowDeselect={false}
      onChange={(back) => set({ back: back ?? undefined })}
    />
  );
}

function MovedPanel({ answer }: { answer: Flows }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = useAddress();
  const { back, before, movedDown, movedUp } = answer;
  const href = (moved: "down" | "up") => rfmHref({ moved, back }, basisQuery(search));
  return (
    <Panel
      title={
        <>
          {t("rfm.moved.title", { at: format.date(before), n: format.number(movedDown.customers) })}{" "}
          <Definition name={t("rfm.tiers.title")}>{t("rfm.tiers.definition")}</Definition>
        </>
      }
      subtitle={t("rfm.moved.subtitle", {
        value: format.money(movedDown.revenue),
        up: format.number(movedUp.customers),
      })}
      actions={
        <>
          <BackChoice />
          <LinkButton size="xs" to={href("down")}>
            {t("rfm.moved.open")}
          </LinkButton>
          <LinkButton size="xs" variant="default" to={href("up")}>
            {t("rfm.moved.up")}
          </LinkButton>
        </>
      }
    >
      {null}
    </Panel>
  );
}

function Matrices({ answer }: { answer: Flows }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { back, cells, tiers, before, tierFrom, restated } = answer;
  const at = format.date(before);
  return (
    <>
      <MovedPanel answer={answer} />
      {cells.length > 0 && (
        <FlowMatrix
          moves={cells}
          names={RFM_CELLS.map((cell) => [cell, t(`rfm.cell.${cell}`)])}
          set={(from, to) => ({ fromCell: from ?? "none", cell: to, back })}
          title={(most) => (most ? t("rfm.flows.title", most) : t("rfm.flows.plain"))}
          subtitle={t("rfm.flows.subtitle", { at })}
          corner={t("rfm.flows.corner")}
          definition={t("rfm.flows.definition")}
          restated={restated}
        />
      )}
      <FlowMatrix
        moves={tiers}
        names={TIERS.map((tier) => [tier, t(`words.tier.${tier}`)])}
        set={(from, to) => ({ fromTier: from ?? "none", tier: to, back })}
        title={() => t("rfm.flows.tiers")}
        subtitle={t("rfm.flows.tierSubtitle", { at })}
        corner={t("rfm.flows.tierCorner")}
        definition={t("rfm.flows.tierDefinition", {
          before: format.money(tierFrom.before.high),
          now: format.money(tierFrom.now.high),
        })}
        restated={restated}
      />
    </>
  );
}

/** Who moved from which cell and tier to which since an earlier instant. */
export function FlowsPanels() {
  const [search] = useAddress();
  const asked = { ...basisQuery(search), back: (word(search, "back") ?? "month") as Back };
  const query = useQuery({
    queryKey: ["figures", "rfm", "flows", asked],
    queryFn: ({ signal }) => get<Flows>("/api/v1/figures/rfm/flows", asked, signal),
  });
  return (
    <Loaded query={query} skeleton={<SkeletonLines lines={10} />}>
      {(answer) => <Matrices answer={answer} />}
    </Loaded>
  );
}
