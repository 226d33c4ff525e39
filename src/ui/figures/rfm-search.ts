import type { RfmSet } from "../../measure/rfm/list-contract.ts";
import { oneOf, text, whole, word, type Search, type SearchShape } from "../address.ts";
import { address, type Query } from "../api.ts";

const BACKS = ["this_month", "month", "quarter", "year"] as const;
const TIERS = ["high", "medium", "other"] as const;

/** What the address of the map keeps beside the basis. */
export const RFM_SEARCH: SearchShape = {
  show: oneOf("customers", "revenue", "average"),
  back: oneOf(...BACKS),
};

/** What the address of a list of buyers keeps: which of them, in the server's own words. */
export const RFM_SET_SEARCH: SearchShape = {
  r: whole(1, 5),
  f: whole(1, 5),
  m: whole(1, 5),
  cell: text(30),
  tier: oneOf(...TIERS),
  kind: text(30),
  back: oneOf(...BACKS),
  fromCell: text(30),
  fromTier: oneOf(...TIERS, "none"),
  moved: oneOf("down", "up"),
};

/** The part of an address that says which buyers are meant. */
export function rfmSetQuery(search: Search): Record<keyof RfmSet, string | undefined> {
  const part = (name: keyof RfmSet) => word(search, name);
  return {
    r: part("r"),
    f: part("f"),
    m: part("m"),
    cell: part("cell"),
    tier: part("tier"),
    kind: part("kind"),
    back: part("back"),
    fromCell: part("fromCell"),
    fromTier: part("fromTier"),
    moved: part("moved"),
  };
}

/** The address of the buyers of a set, with the basis that their number was asked with. */
export function rfmHref(set: RfmSet, basis: Query): string {
  return address("/rfm/customers", { ...basis, ...set });
}
