import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { get } from "../../ui/api.ts";
import type {
  Segment,
  SegmentLine,
  SegmentsAnswer,
  SqlAnswer,
  UsesAnswer,
  VersionsAnswer,
} from "./contract.ts";
import type { HistoryAnswer, SizesAnswer } from "./size-contract.ts";

/** Where the server answers about segments. */
export const SEGMENTS = "/api/v1/segments";

/** Where it answers about those who are told of entries and exits. */
export const WEBHOOKS = `${SEGMENTS}/webhooks`;

/** What one segment is asked for. */
export const ofSegment = (id: number, what = ""): string => `${SEGMENTS}/${id}${what}`;

/** Segments by folder, tag and words. */
export function useSegments(asked: Readonly<Record<string, string | undefined>> = {}) {
  return useQuery<SegmentsAnswer>({
    queryKey: ["segments", asked],
    placeholderData: keepPreviousData,
    // A rule that is being worked out for all shows how far it is.
    refetchInterval: (query) =>
      query.state.data?.segments.some(({ status }) => status === "computing") ? 2_000 : 30_000,
    queryFn: ({ signal }) => get<SegmentsAnswer>(SEGMENTS, { ...asked, limit: 500 }, signal),
  });
}

/** One segment, followed while its rule is worked out. */
export function useSegment(id: number) {
  return useQuery<Segment>({
    queryKey: ["segment", id],
    refetchInterval: (query) => (query.state.data?.status === "computing" ? 2_000 : 5_000),
    queryFn: ({ signal }) => get<Segment>(ofSegment(id), {}, signal),
  });
}

/** A segment's size by day, read again when its size changes. */
export function useHistory({ id, members }: Pick<SegmentLine, "id" | "members">) {
  return useQuery({
    queryKey: ["segment", id, "history", members],
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    queryFn: ({ signal }) => get<HistoryAnswer>(ofSegment(id, "/history"), {}, signal),
  });
}

/** The sizes of all segments by day, by number: one question for a whole list of them. */
export function useSizes() {
  return useQuery({
    queryKey: ["segments", "sizes"],
    staleTime: 60_000,
    refetchInterval: 60_000,
    queryFn: ({ signal }) => get<SizesAnswer>(`${SEGMENTS}/sizes`, {}, signal),
    select: ({ segments }) => new Map(segments.map(({ id, members }) => [id, members])),
  }).data;
}

/** Every rule that a segment had. */
export function useVersions(id: number) {
  return useQuery({
    queryKey: ["segment", id, "versions"],
    queryFn: ({ signal }) => get<VersionsAnswer>(ofSegment(id, "/versions"), {}, signal),
  });
}

/** What the facts are asked for the members. */
export function useSql(id: number) {
  return useQuery({
    queryKey: ["segment", id, "sql"],
    queryFn: ({ signal }) => get<SqlAnswer>(ofSegment(id, "/sql"), {}, signal),
  });
}

/** Where a segment is used. */
export function useUses(id: number) {
  return useQuery({
    queryKey: ["segment", id, "uses"],
    queryFn: ({ signal }) => get<UsesAnswer>(ofSegment(id, "/uses"), {}, signal),
  });
}
