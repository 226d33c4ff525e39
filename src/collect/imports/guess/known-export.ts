import type { ImportKind } from "../contract.ts";
import type { Mapping } from "../mapping-contract.ts";

/** An export that is known by its header. */
export type KnownExport = {
  readonly format: Mapping["format"];
  readonly kind: ImportKind;
  /** Columns that only this export has together, in lower case. */
  readonly signature: readonly string[];
  /** The column of each field, as the export names it; several where versions differ. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly rules: Partial<Mapping["rules"]>;
};
