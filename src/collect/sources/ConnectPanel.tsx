import { Loader, SegmentedControl, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Copyable } from "../../ui/parts/Copyable.tsx";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { SignPanel } from "./SignPanel.tsx";
import { SNIPPETS, type SnippetName } from "./snippets.tsx";
import type { SourceView, firstEventSchema } from "./contract.ts";

type FirstEvent = z.infer<typeof firstEventSchema>;

const NAMES = Object.keys(SNIPPETS) as SnippetName[];

/** Waits, live, for the first event. */
function FirstEventNote({ id }: { id: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useQuery({
    queryKey: ["sources", id, "first-event"],
    queryFn: ({ signal }) => get<FirstEvent>(`/api/v1/sources/${id}/first-event`, {}, signal),
    refetchInterval: ({ state }) => (state.data?.state === "stored" ? 5_000 : 1_000),
    staleTime: 0,
  });
  const first = query.data;
  if (!first) return null;
  const count = first.state === "rejected" ? first.rejected : first.events;
  return (
    <output style={{ display: "flex", gap: 12, alignItems: "center" }}>
      {first.state === "waiting" && <Loader size="xs" type="dots" />}
      <span>{t(`sources.first.${first.state}`, { count, n: format.number(count) })}</span>
      {first.state === "stored" && (
        <LinkButton to="/overview" size="xs" variant="default">
          {t("problem.nowhere.action")}
        </LinkButton>
      )}
    </output>
  );
}

/** The write key and the code to paste, and whether anything came yet. */
export function ConnectPanel({ source }: { source: SourceView }) {
  const { t } = useTranslation();
  const [name, setName] = useState<SnippetName>(source.kind === "server" ? "node" : "browser");
  const { writeKey } = source;
  if (!writeKey) return <Panel title={t("sources.tabs.connect")}>{t("sources.noKey")}</Panel>;
  return (
    <Panel title={t("sources.connectTitle")} subtitle={t("sources.connectText")}>
      <Stack>
        <Copyable text={writeKey} label={t("sources.writeKey")} />
        <SegmentedControl
          size="xs"
          aria-label={t("sources.connectTitle")}
          value={name}
          onChange={(value) => setName(value as SnippetName)}
          data={NAMES.map((value) => ({ value, label: t(`sources.snippet.${value}`) }))}
        />
        <Copyable
          text={SNIPPETS[name](writeKey, window.location.origin)}
          label={t(`sources.snippet.${name}`)}
        />
        {source.trust === "claimed" && source.signingSecret && (
          <SignPanel id={source.id} secret={source.signingSecret} />
        )}
        <FirstEventNote id={source.id} />
      </Stack>
    </Panel>
  );
}
