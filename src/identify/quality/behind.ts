import type { Context } from "../../core/context.ts";
import { showProfileId, type ProfileId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import { handlesOf, type Handle } from "../graph/index.ts";
import { isDevice, namesCustomer } from "../rules/index.ts";
import type { QualityCustomersPage, QualitySetAsked } from "./contract.ts";
import { customersInConflict, mergedCustomers } from "./flow-queries.ts";
import { customersBySize } from "./profile-queries.ts";
import type { WorkedOut } from "./worked-out.ts";

type Found = { readonly ids: readonly ProfileId[]; readonly total: number };

/** No profile has more identifiers than this. */
const NO_LIMIT = 1_000_000;

/** A page of the customers behind a figure. */
export async function behind(
  { state }: Context,
  worked: WorkedOut,
  asked: QualitySetAsked,
): Promise<QualityCustomersPage> {
  const { ids, total } = await find(state, worked, asked);
  const members = await handlesOf(state, ids);
  return {
    asOf: new Date(worked.period.to).toISOString(),
    total,
    rows: ids.flatMap((id) => shown(id, members.get(id) ?? []) ?? []),
  };
}

function find(state: State, worked: WorkedOut, asked: QualitySetAsked): Promise<Found> | Found {
  const { period, types, seen, revenue } = worked;
  const { set, reason, least = 1, most = NO_LIMIT, limit, offset } = asked;
  const page = { limit, offset };
  const cut = (ids: readonly ProfileId[]) => ids.slice(offset, offset + limit);
  switch (set) {
    case "known":
      return { ids: cut(seen.lists.known), total: seen.now.known };
    case "visitors":
      return { ids: cut(seen.lists.visitors), total: seen.now.visitors };
    case "claimed":
      return { ids: cut(revenue.customers), total: revenue.customers.length };
    case "identifiers":
      return customersBySize(state, types, period, { least, most }, page);
    case "giants":
      return customersBySize(state, types, period, "giants", page);
    case "merged":
      return mergedCustomers(state, period, page);
    case "conflict":
      return customersInConflict(state, period, reason, page);
  }
}

/** What people know somebody by, the most telling first; then whatever else names a customer. */
const TELLING = ["email", "phone", "user_id"];

/** What a customer is called by: the identifier that says most. */
export function calledBy(handles: readonly Pick<Handle, "type" | "value">[]): string | null {
  const rank = ({ type }: { type: string }) => {
    const place = TELLING.indexOf(type);
    if (place >= 0) return place;
    return namesCustomer(type) ? TELLING.length : TELLING.length + 1;
  };
  return handles.toSorted((one, other) => rank(one) - rank(other))[0]?.value ?? null;
}

function shown(id: ProfileId, all: readonly Handle[]): QualityCustomersPage["rows"][number] | null {
  const handles = all.filter(({ type }) => namesCustomer(type) || isDevice(type));
  const name = calledBy(handles);
  if (name === null) return null;
  const seen = handles.map(({ firstSeen, lastSeen }) => [firstSeen.getTime(), lastSeen.getTime()] as const);
  return {
    id: showProfileId(id),
    name,
    identifiers: handles.length,
    naming: handles.filter(({ type }) => namesCustomer(type)).length,
    firstSeen: new Date(Math.min(...seen.map(([first]) => first))).toISOString(),
    lastSeen: new Date(Math.max(...seen.map(([, last]) => last))).toISOString(),
  };
}
