import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { SourceView } from "../../collect/sources/contract.ts";
import { get } from "../../ui/api.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { COUNTRIES, useCodeNames } from "../../ui/parts/use-code-names.ts";
import type { IdentityRules } from "../rules/contract.ts";
import styles from "./RulesView.module.css";

type Countries = IdentityRules["countries"];
type Props = { countries: Countries; disabled: boolean; onChange: (countries: Countries) => void };

/** How phone numbers without a prefix are read, source by source. */
export function CountriesPanel({ countries, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const names = useCodeNames("region");
  const query = useQuery({
    queryKey: ["sources"],
    queryFn: ({ signal }) => get<{ sources: SourceView[] }>("/api/v1/sources", {}, signal),
  });
  const put = (source: number, country: string | null) => {
    const others = countries.filter((one) => one.source !== source);
    onChange(country ? [...others, { source, country }] : others);
  };
  const chosen = (source: number) => countries.find((one) => one.source === source)?.country ?? null;
  return (
    <Panel title={t("rules.countries")} subtitle={t("rules.countriesText")}>
      <Loaded query={query}>
        {({ sources }) =>
          sources.length === 0 ? (
            <EmptyState title={t("rules.noSources")} />
          ) : (
            <div className={styles["fields"]}>
              {sources.map(({ id, name }) => (
                <Select
                  key={id}
                  size="xs"
                  disabled={disabled}
                  searchable
                  clearable
                  label={<bdi>{name}</bdi>}
                  placeholder={t("rules.asWorkspace")}
                  data={names([...new Set([...COUNTRIES, ...countries.map(({ country }) => country)])])}
                  value={chosen(id)}
                  onChange={(country) => put(id, country)}
                />
              ))}
            </div>
          )
        }
      </Loaded>
    </Panel>
  );
}
