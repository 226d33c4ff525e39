import { keepPreviousData, useInfiniteQuery, type QueryKey } from "@tanstack/react-query";
import { get } from "../api.ts";
import { useAsOf } from "../shell/AsOf.tsx";

const PAGE = 100;

type CursorPage = { readonly next: string | null; readonly asOf: string };

type Asked = {
  readonly key: QueryKey;
  readonly path: string;
  readonly asked: Readonly<Record<string, string | undefined>>;
};

/** Rows that the server gives page by page, each behind the cursor of the one before; the page shows as of when. */
export function useCursorPages<Page extends CursorPage>({ key, path, asked }: Asked) {
  const query = useInfiniteQuery({
    queryKey: [...key, asked],
    initialPageParam: "",
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) => get<Page>(path, { ...asked, cursor: pageParam, limit: PAGE }, signal),
    getNextPageParam: (page) => page.next,
  });
  const pages = query.data?.pages ?? [];
  const first = pages[0];
  useAsOf(first?.asOf);
  const more = query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null;
  return { query, pages, first, more };
}
