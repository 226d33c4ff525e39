import { useQuery } from "@tanstack/react-query";
import { get } from "../../ui/api.ts";
import { useMay } from "../../ui/shell/use-workspace.ts";
import type { CustomerSegmentsAnswer } from "./contract.ts";

/** The segments that a customer is in. */
export function useCustomerSegments(id: string) {
  return useQuery({
    queryKey: ["customer", id, "segments"],
    enabled: useMay("segments:read"),
    refetchInterval: 10_000,
    queryFn: ({ signal }) => get<CustomerSegmentsAnswer>(`/api/v1/customers/${id}/segments`, {}, signal),
  });
}
