import { useTranslation } from "react-i18next";
import type { Rule } from "../../profile/conditions/contract.ts";
import { LinkButton } from "../parts/LinkButton.tsx";
import { useMay } from "../shell/use-workspace.ts";
import { newSegmentSearch } from "./make-segment.ts";

type Props = {
  rule: Rule;
  name: string;
  /** One of many on the page: small, and named for those who don't see beside what it stands. */
  isOneOfMany?: boolean;
};

/** Opens a new segment with a rule that is written already; for those who may write segments. */
export function MakeSegment({ rule, name, isOneOfMany = false }: Props) {
  const { t } = useTranslation();
  const may = useMay("segments:write");
  if (!may) return null;
  return (
    <LinkButton
      size={isOneOfMany ? "compact-xs" : "sm"}
      variant="default"
      to="/segments/new"
      search={newSegmentSearch(rule, name) as never}
      {...(isOneOfMany && { "aria-label": t("conditions.make.one", { name }) })}
    >
      {t("conditions.make.do")}
    </LinkButton>
  );
}
