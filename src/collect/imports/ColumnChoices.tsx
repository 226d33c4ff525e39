import { Select, SimpleGrid } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { useNames } from "../../ui/parts/use-names.ts";
import type { Preview } from "./contract.ts";
import type { Mapping } from "./mapping-contract.ts";

type ColumnChoicesProps = { preview: Preview; mapping: Mapping; onChange: (mapping: Mapping) => void };

/** Which column of the file holds which field; guesses say how sure they are. */
export function ColumnChoices({ preview, mapping, onChange }: ColumnChoicesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useNames();
  const names = preview.columns.map(({ name }) => name);
  const choose = (field: string, column: string | null) => {
    const columns = { ...mapping.columns };
    if (column === null) delete columns[field];
    else columns[field] = column;
    onChange({ ...mapping, columns });
  };
  const hint = (field: string) => {
    const column = mapping.columns[field];
    const samples = preview.columns
      .find(({ name }) => name === column)
      ?.samples.slice(0, 3)
      .join(" · ");
    const sure = preview.confidence[field];
    const guessed = sure !== undefined && column === preview.mapping.columns[field];
    return [samples, guessed && t("imports.sure", { share: format.percent(sure, 0) })]
      .filter(Boolean)
      .join(" — ");
  };
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
      {preview.fields.map(({ name, required }) => (
        <Select
          key={name}
          label={nameOf("fields", name)}
          description={<bdi>{hint(name)}</bdi>}
          withAsterisk={required}
          clearable
          searchable
          placeholder={t("imports.noColumn")}
          data={names}
          value={mapping.columns[name] ?? null}
          onChange={(column) => choose(name, column)}
        />
      ))}
    </SimpleGrid>
  );
}
