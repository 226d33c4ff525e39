import { useTranslation } from "react-i18next";
import { RuleText } from "../../ui/conditions/RuleText.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import { Columns } from "../../ui/parts/Page.tsx";
import { useWho } from "../../ui/shell/use-who.ts";
import type { Segment } from "./contract.ts";
import { VersionsPanel } from "./VersionsPanel.tsx";

type Deleted = NonNullable<Segment["deleted"]>;

/** What is left of a segment that is deleted: who did it, until when it can be brought back, its rule. */
export function DeletedSegment({ segment, deleted }: { segment: Segment; deleted: Deleted }) {
  const { t } = useTranslation();
  const format = useFormat();
  const who = useWho();
  const said = t("segments.deleted.said", {
    at: format.dateTime(deleted.at),
    by: who(deleted.by),
    until: format.date(deleted.until),
  });
  return (
    <Columns wide>
      <div>
        <Panel title={t("segments.deleted.title")} subtitle={said}>
          {segment.rule && <RuleText rule={segment.rule} />}
        </Panel>
      </div>
      <div>
        <VersionsPanel segment={segment} />
      </div>
    </Columns>
  );
}
