import { Autocomplete, TagsInput, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSegments } from "./use-segments.tsx";

/** What a segment is called and where it is filed. */
export type Filing = {
  readonly name: string;
  readonly description: string;
  readonly folder: string;
  readonly tags: readonly string[];
};

type Props = { value: Filing; onChange: (value: Filing) => void; errorAt: (field: string) => ReactNode };

/** The fields that say what a segment is called and where it is filed. */
export function SegmentFields({ value, onChange, errorAt }: Props) {
  const { t } = useTranslation();
  const known = useSegments().data;
  const put = (part: Partial<Filing>) => onChange({ ...value, ...part });
  return (
    <>
      <TextInput
        label={t("segments.name")}
        dir="auto"
        required
        maxLength={120}
        value={value.name}
        error={errorAt("name")}
        onChange={(event) => put({ name: event.currentTarget.value })}
      />
      <Autocomplete
        label={t("segments.folder")}
        maxLength={120}
        data={known?.folders.map(({ name }) => name).filter(Boolean) ?? []}
        value={value.folder}
        error={errorAt("folder")}
        onChange={(folder) => put({ folder })}
      />
      <TagsInput
        label={t("segments.tags")}
        data={known?.tags.map(({ name }) => name) ?? []}
        value={[...value.tags]}
        maxTags={20}
        acceptValueOnBlur
        error={errorAt("tags")}
        onChange={(tags) => put({ tags })}
      />
      <Textarea
        label={t("segments.description")}
        autosize
        minRows={2}
        maxLength={1000}
        value={value.description}
        error={errorAt("description")}
        onChange={(event) => put({ description: event.currentTarget.value })}
      />
    </>
  );
}
