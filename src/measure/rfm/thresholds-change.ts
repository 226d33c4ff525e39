import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { readSettings } from "../../workspace/settings/index.ts";
import { readBasis, showBasis } from "../basis/index.ts";
import type { ThresholdsChange, ThresholdsPage } from "./thresholds-contract.ts";
import { CUSTOMERS_NEEDED, thresholdsNow, thresholdsOfData } from "./thresholds.ts";
import { storeVersion, type Version, versionsOf } from "./thresholds-store.ts";

/** The thresholds that hold, those that the data would give now, and the versions. */
export async function thresholdsPage(context: Context): Promise<ThresholdsPage> {
  const basis = await readBasis(context, {});
  const { thresholds, customers } = await thresholdsOfData(context, basis);
  // What the data give may be kept by this, so the versions are read after it.
  const now = await thresholdsNow(context);
  const versions = await versionsOf(context.state, basis.currency);
  return {
    basis: showBasis(basis),
    now,
    fromData: thresholds,
    customers,
    needed: CUSTOMERS_NEEDED,
    versions: versions.map(({ saidBy, saidAt, ...version }) => ({
      ...version,
      saidBy: saidBy === "" ? null : saidBy,
      saidAt: saidAt.toISOString(),
    })),
  };
}

/** Sets thresholds, gives them back to the data, or brings an earlier version back. */
export async function changeThresholds(
  context: Context,
  change: ThresholdsChange,
  saidBy: string,
): Promise<ThresholdsPage> {
  const { state, clock } = context;
  const { currency } = await readSettings(state);
  const saidAt = new Date(clock.now());
  const wanted: Pick<Version, "thresholds" | "chosenBy"> =
    change.version === undefined
      ? { thresholds: change.thresholds ?? null, chosenBy: change.thresholds ? "person" : "data" }
      : await versionOf(context, currency, change.version);
  const { thresholds, chosenBy } = wanted;
  await storeVersion(state, currency, { thresholds, chosenBy, saidBy, saidAt });
  return thresholdsPage(context);
}

async function versionOf({ state }: Context, currency: string, version: number): Promise<Version> {
  const found = (await versionsOf(state, currency)).find((one) => one.version === version);
  if (found) return found;
  throw new Problem("not_found", because("figures.rfm_no_version"), { field: "version" });
}
