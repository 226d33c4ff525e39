import { useTranslation } from "react-i18next";
import { RuleText } from "../../ui/conditions/RuleText.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { Segment } from "./contract.ts";
import { SqlSection } from "./SqlSection.tsx";

/** The rule of a segment as a sentence. */
export function DefinitionPanel({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  return (
    <Panel title={t("segments.rule")}>
      {segment.rule && <RuleText rule={segment.rule} />}
      <SqlSection id={segment.id} />
    </Panel>
  );
}
