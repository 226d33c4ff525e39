import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Columns, Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import { ConflictsChart } from "./ConflictsChart.tsx";
import type { Quality } from "./contract.ts";
import { GiantsPanel } from "./GiantsPanel.tsx";
import { MergesChart } from "./MergesChart.tsx";
import { QualityFigures } from "./QualityFigures.tsx";
import { SharedDevicesPanel } from "./SharedDevicesPanel.tsx";
import { SizesChart } from "./SizesChart.tsx";

function Nothing() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t("quality.empty.title")}
      action={<LinkButton to="/sources">{t("quality.empty.action")}</LinkButton>}
    >
      {t("quality.empty.text")}
    </EmptyState>
  );
}

function Body({ quality }: { quality: Quality }) {
  const { figures, identifiers } = quality;
  const isEmpty =
    identifiers.every(({ customers }) => customers === 0) && figures.every(({ value }) => !value);
  if (isEmpty) return <Nothing />;
  return (
    <>
      <QualityFigures quality={quality} />
      <Columns>
        <SizesChart quality={quality} />
        <MergesChart quality={quality} />
      </Columns>
      <Columns>
        <ConflictsChart quality={quality} />
        <GiantsPanel asOf={quality.asOf} />
      </Columns>
      <SharedDevicesPanel />
    </>
  );
}

/** How well it is known who is who, on one page. */
export function QualityView() {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useQuery({
    queryKey: ["identity-quality"],
    queryFn: ({ signal }) => get<Quality>("/api/v1/identity/quality", {}, signal),
  });
  useAsOf(query.data?.asOf);
  const known = query.data?.figures.find(({ key }) => key === "known_events")?.value;
  return (
    <Page>
      <PageTitle name={t("shell.page.identity")} subtitle={t("quality.subtitle")}>
        {known == null ? t("shell.page.identity") : t("quality.title", { share: format.percent(known, 0) })}
      </PageTitle>
      <Loaded query={query} skeleton={<Skeleton height={420} radius={10} />}>
        {(quality) => <Body quality={quality} />}
      </Loaded>
    </Page>
  );
}
