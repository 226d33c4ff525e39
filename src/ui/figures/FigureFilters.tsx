import { Button, Group, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get } from "../api.ts";
import { useAddress, word } from "../address.ts";
import type { Dimension, Period } from "../../measure/basis/contract.ts";
import type { Dimensions } from "../../measure/dimensions/contract.ts";
import { WhoChoice } from "./WhoChoice.tsx";

type FigureFiltersProps = { periods?: readonly Period[]; dimensions?: boolean };

/** The values that orders can be told apart by. */
function useDimensions(wanted: boolean) {
  const query = useQuery({
    queryKey: ["figures", "dimensions"],
    enabled: wanted,
    staleTime: 5 * 60_000,
    queryFn: ({ signal }) => get<Dimensions>("/api/v1/figures/dimensions", {}, signal),
  });
  return query.data?.dimensions ?? [];
}

function DimensionChoice() {
  const { t } = useTranslation();
  const [search, set] = useAddress();
  const dimensions = useDimensions(true);
  const dimension = word(search, "dimension") as Dimension | undefined;
  const values = dimensions.find((found) => found.dimension === dimension)?.values ?? [];
  if (dimensions.length === 0) return null;
  return (
    <>
      <Select
        size="xs"
        clearable
        aria-label={t("basis.dimensionLabel")}
        placeholder={t("basis.dimensionLabel")}
        data={dimensions.map((found) => ({
          value: found.dimension,
          label: t(`basis.dimension.${found.dimension}`),
        }))}
        value={dimension ?? null}
        onChange={(chosen) => set({ dimension: chosen ?? undefined, value: undefined })}
      />
      {dimension && (
        <Select
          size="xs"
          searchable
          aria-label={t(`basis.dimension.${dimension}`)}
          placeholder={t("basis.chooseValue")}
          data={values.map(({ value, label }) => ({ value, label: label || t("words.unknown") }))}
          value={word(search, "value") ?? null}
          onChange={(value) => set({ value: value ?? undefined })}
        />
      )}
    </>
  );
}

/** Period and dimension of the figures; both stand in the address. */
export function FigureFilters({ periods, dimensions = true }: FigureFiltersProps) {
  const { t } = useTranslation();
  const [search, set] = useAddress();
  const window = search["window"];
  return (
    <Group gap="xs">
      {periods && (
        <Select
          size="xs"
          w={130}
          aria-label={t("basis.period")}
          data={periods.map((period) => ({ value: period, label: t(`basis.periods.${period}`) }))}
          value={word(search, "period") ?? "month"}
          allowDeselect={false}
          onChange={(period) => set({ period: period ?? undefined })}
        />
      )}
      {dimensions && <DimensionChoice />}
      <WhoChoice />
      {window !== undefined && (
        <Button size="xs" variant="light" onClick={() => set({ window: undefined })}>
          {t("basis.onceWindow", { n: window })}
        </Button>
      )}
    </Group>
  );
}
