import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { get } from "../api.ts";
import { Panel } from "../parts/Panel.tsx";
import { useMay } from "../shell/use-workspace.ts";
import type { SegmentsAnswer } from "../../profile/segments/contract.ts";

/** The segments whose rules name a persona; nothing where there are none. */
export function SegmentsNaming({ persona: id }: { persona: string }) {
  const { t } = useTranslation();
  const may = useMay("segments:read");
  const { data } = useQuery({
    queryKey: ["segments", "naming", id],
    enabled: may,
    queryFn: ({ signal }) => get<SegmentsAnswer>("/api/v1/segments", { persona: id, limit: 100 }, signal),
  });
  if (!data || data.segments.length === 0) return null;
  return (
    <Panel title={t("personas.uses.title")} subtitle={t("personas.uses.text")}>
      <Stack gap={4}>
        {data.segments.map((segment) => (
          <Link key={segment.id} to="/segments/$id" params={{ id: String(segment.id) }}>
            <bdi>{segment.name}</bdi>
          </Link>
        ))}
      </Stack>
    </Panel>
  );
}
