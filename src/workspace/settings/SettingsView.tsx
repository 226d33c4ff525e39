import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useDuration } from "../../ui/format/use-duration.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { DemoNote } from "../../ui/shell/DemoNote.tsx";
import { SettingsTabs } from "../../ui/shell/SettingsTabs.tsx";
import { workspaceQuery } from "../../ui/shell/session.ts";
import { useMay } from "../../ui/shell/use-workspace.ts";
import { ExchangeRates } from "./ExchangeRates.tsx";
import { WorkspaceForm } from "./WorkspaceForm.tsx";
import type { Settings } from "./contract.ts";

function ActivityWindow({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const duration = useDuration();
  const { activityWindow } = settings;
  return (
    <Panel
      title={t("settings.window")}
      actions={
        <Link to="/retention" hash="windows">
          {t("words.change")}
        </Link>
      }
    >
      <p>
        {activityWindow
          ? t(`basis.window.${activityWindow.chosenBy}`, { days: duration.days(activityWindow.days) })
          : t("settings.windowOpen")}
      </p>
    </Panel>
  );
}

/** What rules every figure. */
export function SettingsView() {
  const { t } = useTranslation();
  const may = useMay("workspace:write");
  const query = useQuery(workspaceQuery);
  return (
    <Page>
      <PageTitle name={t("shell.page.settings")} subtitle={t("settings.text")} />
      <SettingsTabs />
      <DemoNote />
      <Loaded query={query}>
        {(settings) => (
          <>
            <Panel title={t("settings.tabs.workspace")}>
              <WorkspaceForm settings={settings} disabled={!may} action={t("words.save")} />
            </Panel>
            <ActivityWindow settings={settings} />
          </>
        )}
      </Loaded>
      <ExchangeRates disabled={!may} />
    </Page>
  );
}
