import type { ImportId, SourceId } from "./ids.ts";
import type { HandleId } from "./ids.ts";
import type { JsonObject } from "./json.ts";

/** What kind of call brought the event (the Segment API's). */
export type EventKind = "identify" | "track" | "page" | "screen" | "group" | "alias";

/**
 * Whom to believe. `claimed`: a key that stands in public (browser, app); `trusted`: servers,
 * imports, connectors.
 */
export type Trust = "claimed" | "trusted";

/**
 * One event as every door of `collect` hands it on: parsed, limits kept, clock skew taken out.
 * Immutable from here. Times are milliseconds since 1970, UTC.
 */
export type TrackedEvent = {
  /** At most 100 characters; the same id is the same event, whatever source of the same trust it came from. */
  readonly messageId: string;
  readonly kind: EventKind;
  /** The event's name for `track`, the page's or screen's name for those, else "". */
  readonly name: string;
  readonly at: number;
  readonly receivedAt: number;
  readonly sourceId: SourceId;
  readonly trust: Trust;
  readonly importId: ImportId | null;
  readonly userId: string | null;
  readonly anonymousId: string | null;
  /** `alias` only: the id that was used before. */
  readonly previousId: string | null;
  readonly groupId: string | null;
  /** Of identify and group, and `context.traits` of others. */
  readonly traits: JsonObject;
  readonly properties: JsonObject;
  readonly context: JsonObject;
};

/** An event with the handle that it belongs to for ever. */
export type HandledEvent = TrackedEvent & { readonly handleId: HandleId };
