import { Skeleton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNote } from "./ProblemNote.tsx";

/** Grey lines where something will stand. */
export function SkeletonLines({ lines = 4, height = 16 }: { lines?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <output aria-label={t("words.loading")} style={{ display: "grid", gap: 12 }}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={height} width={`${100 - ((line * 17) % 40)}%`} />
      ))}
    </output>
  );
}

type LoadedProps<Data> = {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
  /** Stands in until the answer is there. */
  skeleton?: ReactNode;
};

/** Shows a skeleton, then the answer, or the problem with a way to ask again. */
export function Loaded<Data>({ query, children, skeleton }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton ?? <SkeletonLines />;
}
