import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PageTabs } from "../../ui/parts/PageTabs.tsx";

/** The pages of matching. */
export function MatchingTabs() {
  const { t } = useTranslation();
  return (
    <PageTabs name={t("shell.page.matching")}>
      <Link to="/matching" activeOptions={{ exact: true, includeSearch: false }}>
        {t("matches.tabs.review")}
      </Link>
      <Link to="/matching/model">{t("matches.tabs.model")}</Link>
    </PageTabs>
  );
}
