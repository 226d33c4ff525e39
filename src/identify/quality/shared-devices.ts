import { showProfileId, type ProfileId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import { handlesOf, type Handle } from "../graph/index.ts";
import { calledBy } from "./behind.ts";
import type { SharedDeviceRow, SharedDevicesPage } from "./contract.ts";
import { sharedDevices, type DeviceRow } from "./device-queries.ts";
import type { Wanted } from "./profile-queries.ts";
import { typesOf } from "./types-queries.ts";

/** A home has no more customers than this. */
const HOUSEHOLD = 5;

/** So many owners are named. */
const NAMED = 20;

/** A page of the browsers and devices that pass from customer to customer. */
export async function listSharedDevices(state: State, page: Wanted): Promise<SharedDevicesPage> {
  const { rows, total } = await sharedDevices(state, await typesOf(state), page);
  const owners = [...new Set(rows.flatMap((row) => row.owners.slice(0, NAMED)))];
  const members = await handlesOf(state, owners);
  return { total, rows: rows.map((row) => shown(row, members)) };
}

function shown(row: DeviceRow, members: ReadonlyMap<ProfileId, readonly Handle[]>): SharedDeviceRow {
  const { type, value, handovers, lastSeen, owners } = row;
  return {
    ...{ type, value, handovers, kind: kindOf(row), customers: owners.length },
    lastSeen: lastSeen.toISOString(),
    owners: owners.slice(0, NAMED).map((id) => ({
      id: showProfileId(id),
      name: calledBy(members.get(id) ?? []) ?? showProfileId(id),
    })),
  };
}

function kindOf({ nobodys, owners }: DeviceRow): SharedDeviceRow["kind"] {
  if (nobodys) return "nobodys";
  return owners.length > HOUSEHOLD ? "till" : "household";
}
