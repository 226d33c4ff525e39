import { ActionIcon, Menu } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { download } from "../../ui/download.ts";
import { MoreIcon } from "../../ui/parts/icons.tsx";
import { toast } from "../../ui/parts/toast.ts";
import type { Rule } from "../conditions/contract.ts";
import type { Segment } from "./contract.ts";

/** What else can be done with a segment's rule: another segment like it, the rule taken along. */
export function RuleMenu({ segment, rule }: { segment: Segment; rule: Rule }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const json = JSON.stringify(rule, null, 2);
  const copy = async () => {
    await navigator.clipboard.writeText(json);
    toast(t("conditions.json.copied"));
  };
  const duplicate = () => navigate({ to: "/segments/new", search: { from: segment.id } as never });
  return (
    <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={t("segments.more.label")}>
          <MoreIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void duplicate()}>{t("segments.more.duplicate")}</Menu.Item>
        {/* Browsers offer the clipboard over https only. */}
        {window.isSecureContext && (
          <Menu.Item onClick={() => void copy()}>{t("segments.more.copy")}</Menu.Item>
        )}
        <Menu.Item
          onClick={() =>
            download(`segment-${segment.id}.json`, new Blob([json], { type: "application/json" }))
          }
        >
          {t("segments.more.download")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
