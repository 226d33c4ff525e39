import type { TrackedEvent } from "../../src/core/event.ts";
import { asId, type SourceId } from "../../src/core/ids.ts";

let count = 0;

/** An event as the doors of collect hand it on; what isn't said is empty. Trusted unless told. */
export function trackedEvent(given: Partial<TrackedEvent> = {}): TrackedEvent {
  count += 1;
  return {
    messageId: `message-${count}`,
    kind: "track",
    name: "Product Viewed",
    at: Date.UTC(2026, 0, 1) + count * 1000,
    receivedAt: Date.UTC(2026, 0, 1) + count * 1000,
    sourceId: asId<SourceId>(1),
    trust: "trusted",
    importId: null,
    userId: null,
    anonymousId: null,
    previousId: null,
    groupId: null,
    traits: {},
    properties: {},
    context: {},
    ...given,
  };
}
