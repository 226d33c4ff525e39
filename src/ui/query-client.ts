import { QueryClient } from "@tanstack/react-query";
import { Failure } from "./api.ts";

/** Tries again only where that can help: the server was away or busy. */
function worthAnotherTry(count: number, error: Error): boolean {
  return count < 2 && error instanceof Failure && [0, 502, 503].includes(error.status);
}

/** What the pages have read from the server; figures count as fresh for half a minute. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 30_000, retry: worthAnotherTry, refetchOnWindowFocus: false },
    mutations: { retry: false },
  },
});
