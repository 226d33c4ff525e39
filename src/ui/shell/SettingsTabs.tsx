import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PageTabs } from "../parts/PageTabs.tsx";
import { useMay } from "./use-workspace.ts";

/** The pages of the settings. */
export function SettingsTabs() {
  const { t } = useTranslation();
  const people = useMay("people:write");
  const tokens = useMay("tokens:write");
  return (
    <PageTabs name={t("shell.page.settings")}>
      <Link to="/settings" activeOptions={{ exact: true }}>
        {t("settings.tabs.workspace")}
      </Link>
      <Link to="/settings/identity">{t("settings.tabs.identity")}</Link>
      <Link to="/settings/account">{t("settings.tabs.account")}</Link>
      {people && <Link to="/settings/people">{t("settings.tabs.people")}</Link>}
      {tokens && <Link to="/settings/tokens">{t("settings.tabs.tokens")}</Link>}
    </PageTabs>
  );
}
