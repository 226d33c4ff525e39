import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import { ConnectPanel } from "./ConnectPanel.tsx";
import { LiveEventsPanel } from "./LiveEventsPanel.tsx";
import { RejectedPanel } from "./RejectedPanel.tsx";
import { SourceActions } from "./SourceActions.tsx";
import type { SourceView as Source } from "./contract.ts";

function SourcePage({ source }: { source: Source }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay("sources:write");
  const [search, set] = useAddress();
  const first = source.kind === "import" ? "events" : "connect";
  const facts = [
    t(`sources.kinds.${source.kind}`),
    t(`sources.trustText.${source.trust}`),
    source.disabledAt && t("sources.disabledSince", { date: format.date(source.disabledAt) }),
    source.oldKeyUntil && t("sources.oldKeyUntil", { date: format.dateTime(source.oldKeyUntil) }),
  ];
  return (
    <>
      <PageTitle
        name={source.name}
        subtitle={facts.filter(Boolean).join(" · ")}
        actions={may && <SourceActions source={source} />}
      >
        <bdi>{source.name}</bdi>
      </PageTitle>
      <Tabs
        value={word(search, "tab") ?? first}
        onChange={(tab) => set({ tab: tab ?? undefined })}
        keepMounted={false}
      >
        <Tabs.List mb="md">
          {source.kind !== "import" && <Tabs.Tab value="connect">{t("sources.tabs.connect")}</Tabs.Tab>}
          <Tabs.Tab value="events">{t("sources.tabs.events", { n: format.number(source.events) })}</Tabs.Tab>
          <Tabs.Tab value="rejected">
            {t("sources.tabs.rejected", { n: format.number(source.rejected) })}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="connect">
          <ConnectPanel source={source} />
        </Tabs.Panel>
        <Tabs.Panel value="events">
          <LiveEventsPanel id={source.id} />
        </Tabs.Panel>
        <Tabs.Panel value="rejected">
          <RejectedPanel id={source.id} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

/** One source: how to connect it, what comes from it now, what was refused and why. */
export function SourceView() {
  const { id } = useParams({ strict: false });
  const query = useQuery({
    queryKey: ["sources", String(id)],
    queryFn: ({ signal }) => get<Source>(`/api/v1/sources/${encodeURIComponent(String(id))}`, {}, signal),
    refetchInterval: 3_000,
  });
  return (
    <Page>
      <Loaded query={query}>{(source) => <SourcePage source={source} />}</Loaded>
    </Page>
  );
}
