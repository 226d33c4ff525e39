import type { ImportId, SourceId } from "../../../core/ids.ts";
import type { FileFormat } from "../contract.ts";
import type { Mapping } from "../mapping-contract.ts";

/** All that the reader's process needs to turn a file into events; the same plan gives the same events. */
export type Plan = {
  readonly file: string;
  readonly format: FileFormat;
  /** With everything settled that the mapping left to the workspace or the source. */
  readonly mapping: Mapping & { timeZone: string; currency: string; shop: string };
  /** When the import was started: the time of what has none. */
  readonly importedAt: number;
  readonly sourceId: SourceId;
  readonly importId: ImportId;
  /** Where refused lines are written. */
  readonly refusedFile: string;
  /** A folder for what does not fit into memory. */
  readonly scratch: string;
  /** Events that were handed over before a crash: made again, not handed over again. */
  readonly skip: number;
};
