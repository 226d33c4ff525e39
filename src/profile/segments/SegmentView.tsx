import { Button, Group } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { SetLinks } from "../../ui/figures/SetLinks.tsx";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Columns, Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { Parts } from "../../ui/parts/Parts.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import { useWho } from "../../ui/shell/use-who.ts";
import { AsideDialog } from "./AsideDialog.tsx";
import { BringBack } from "./BringBack.tsx";
import { DefinitionPanel } from "./DefinitionPanel.tsx";
import { DeletedSegment } from "./DeletedSegment.tsx";
import { ListPanel } from "./ListPanel.tsx";
import { MembersPanel } from "./MembersPanel.tsx";
import { OverlapPanel } from "./OverlapPanel.tsx";
import { RuleMenu } from "./RuleMenu.tsx";
import { SegmentStatus } from "./SegmentStatus.tsx";
import { SizeChart } from "./SizeChart.tsx";
import styles from "./Segments.module.css";
import { UsesPanel } from "./UsesPanel.tsx";
import { useSegment } from "./use-segments.tsx";
import { VersionsPanel } from "./VersionsPanel.tsx";
import { WebhooksPanel } from "./WebhooksPanel.tsx";
import type { Segment } from "./contract.ts";

function Actions({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<"archive" | "delete" | null>(null);
  const isArchived = segment.status === "archived";
  return (
    <Group gap="xs">
      {segment.kind === "rule" && !isArchived && (
        <LinkButton to="/segments/$id/edit" params={{ id: String(segment.id) }}>
          {t("segments.edit")}
        </LinkButton>
      )}
      <Button variant="default" onClick={() => setAsked("archive")}>
        {isArchived ? t("segments.aside.restore") : t("segments.aside.archive")}
      </Button>
      <Button variant="default" onClick={() => setAsked("delete")}>
        {t("segments.aside.delete")}
      </Button>
      {segment.rule && <RuleMenu segment={segment} rule={segment.rule} />}
      {asked && <AsideDialog segment={segment} what={asked} onClose={() => setAsked(null)} />}
    </Group>
  );
}

/** What can be done about a deleted one. */
function DeletedActions({ segment }: { segment: Segment }) {
  return (
    <Group gap="xs">
      <BringBack segment={segment} />
      {segment.rule && <RuleMenu segment={segment} rule={segment.rule} />}
    </Group>
  );
}

function Filed({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const who = useWho();
  return (
    <Parts
      parts={[
        segment.description,
        segment.folder,
        ...segment.tags,
        t("segments.changed", { at: format.dateTime(segment.changedAt), by: who(segment.changedBy) }),
      ]}
    />
  );
}

function Whole({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay("segments:write");
  const { deleted } = segment;
  return (
    <>
      <PageTitle
        name={segment.name}
        subtitle={<Filed segment={segment} />}
        actions={may && (deleted ? <DeletedActions segment={segment} /> : <Actions segment={segment} />)}
      >
        <span className={styles["heading"]}>
          <bdi>{segment.name}</bdi>
          {!deleted && (
            <span className={styles["headingSize"]}>
              {t("segments.size", { count: segment.members, n: format.number(segment.members) })}
            </span>
          )}
          <SegmentStatus segment={segment} />
        </span>
      </PageTitle>
      <nav className={styles["back"]} aria-label={t("segments.backName")}>
        <Link to="/segments">{t("segments.back")}</Link>
      </nav>
      {deleted ? <DeletedSegment segment={segment} deleted={deleted} /> : <Panels segment={segment} />}
    </>
  );
}

/** What is known of a segment, each in its panel. */
function Panels({ segment }: { segment: Segment }) {
  const may = useMay("segments:write");
  const mayRead = useMay("profiles:read");
  return (
    <>
      {segment.status !== "archived" && <SetLinks set={{ kind: "segment", id: String(segment.id) }} />}
      <Columns wide>
        <div>
          <SizeChart segment={segment} />
        </div>
        <div>
          {segment.kind === "rule" ? (
            <DefinitionPanel segment={segment} />
          ) : (
            may && segment.status !== "archived" && <ListPanel id={segment.id} />
          )}
          <UsesPanel id={segment.id} />
        </div>
      </Columns>
      {mayRead && <MembersPanel segment={segment} />}
      <Columns wide>
        <div>
          <OverlapPanel segment={segment} />
          <VersionsPanel segment={segment} />
        </div>
        <div>
          <WebhooksPanel id={segment.id} />
        </div>
      </Columns>
    </>
  );
}

/** One segment: how many, how that went, who, why, and what hangs on it. */
export function SegmentView() {
  const { id } = useParams({ strict: false });
  const query = useSegment(Number(id));
  return (
    <Page>
      <Loaded query={query} skeleton={<SkeletonLines lines={12} />}>
        {(segment) => <Whole segment={segment} />}
      </Loaded>
    </Page>
  );
}
