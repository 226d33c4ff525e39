import { useQuery } from "@tanstack/react-query";
import type { Permission } from "../../core/permission.ts";
import type { Settings } from "../../workspace/settings/contract.ts";
import { sessionQuery, workspaceQuery } from "./session.ts";

/** The workspace's settings once they are known; the shell asks for them, everybody may read. */
export function useWorkspace(): Settings | undefined {
  return useQuery({ ...workspaceQuery, enabled: false }).data;
}

/** Whether the person signed in may do this. */
export function useMay(permission: Permission): boolean {
  const session = useQuery({ ...sessionQuery, enabled: false }).data;
  return session?.actor?.permissions.includes(permission) ?? false;
}
