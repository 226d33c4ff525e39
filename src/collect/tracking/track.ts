import { because } from "../../core/reason.ts";
import type { Context } from "../../core/context.ts";
import type { EventKind } from "../../core/event.ts";
import type { JsonObject } from "../../core/json.ts";
import { ok, refuse } from "../../core/result.ts";
import type { Result } from "../../core/result.ts";
import { MOST_BACKLOG, logRejected, receive, trackedBacklog } from "../inbox/index.ts";
import { findSourceByKey } from "../sources/index.ts";
import type { Source } from "../sources/index.ts";
import { parseBody, readBody } from "./body.ts";
import type { RefusedEvent } from "./body.ts";
import { keyOfBody, keyOfHeader } from "./key.ts";
import { refusal } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";
import { unpackBody } from "./unpack.ts";
import { withoutSignature } from "./without-signature.ts";

/** One call of the tracking API, as it came. */
export type TrackingCall = {
  readonly kind: EventKind | "batch";
  readonly body: Buffer;
  readonly encoding: string | undefined;
  readonly authorization: string | undefined;
  readonly ip: string;
};

/** What is answered when not all is well. */
export type NoSuccess =
  | { readonly status: 400; readonly refusal: Refusal }
  | { readonly status: 401; readonly message: string; readonly fix: string }
  | { readonly status: 429; readonly retryAfter: number };

const RETRY_AFTER = 10;
/** A flood with a public key may fill this much of the inbox: what trusted senders bring keeps room. */
const CLAIMED_SHARE = 0.5;

/** Takes a call in: stores what is good, logs what is refused, and answers after both are kept. */
export async function track(
  context: Context,
  call: TrackingCall,
  mostBacklog = MOST_BACKLOG,
): Promise<Result<null, NoSuccess>> {
  const named = keyOfHeader(call.authorization);
  const sender = named === null ? null : await findSourceByKey(context, named);
  if (named !== null && !isOpen(sender)) return refuse(unauthorized(sender));
  const body = await readJson(call);
  if (!body.ok) {
    if (sender) await log(context, sender, [{ refusal: body.refusal, excerpt: excerptOf(call) }]);
    return refuse({ status: 400, refusal: body.refusal });
  }
  const key = keyOfBody(body.value.json);
  const source = sender ?? (key === null ? null : await findSourceByKey(context, key));
  if (!isOpen(source)) return refuse(unauthorized(source));
  const most = source.trust === "trusted" ? mostBacklog : mostBacklog * CLAIMED_SHARE;
  if ((await trackedBacklog(context)) > most) return refuse({ status: 429, retryAfter: RETRY_AFTER });
  return store(context, source, call, body.value);
}

type Json = { readonly json: JsonObject; readonly size: number };

async function readJson(call: TrackingCall): Promise<Result<Json, Refusal>> {
  const unpacked = await unpackBody(call.body, call.encoding);
  if (!unpacked.ok) return unpacked;
  const parsed = parseBody(unpacked.value);
  return parsed.ok ? ok({ json: parsed.value, size: unpacked.value.length }) : parsed;
}

async function store(
  context: Context,
  source: Source,
  call: TrackingCall,
  body: Json,
): Promise<Result<null, NoSuccess>> {
  const reading = readBody(body.json, body.size, call.kind, {
    sourceId: source.id,
    trust: source.trust,
    receivedAt: context.clock.now(),
    sentAt: null,
    ip: source.kind === "browser" || source.kind === "app" ? call.ip : null,
    context: null,
  });
  if (!reading.ok) {
    await log(context, source, [{ refusal: reading.refusal, excerpt: excerptOf(call) }]);
    return refuse({ status: 400, refusal: reading.refusal });
  }
  const { lines, refused } = reading.value;
  // Both are waited for even if one fails: nothing may go on behind an answer.
  const kept = await Promise.allSettled([
    lines.length > 0 ? receive(context.state, lines) : null,
    log(context, source, refused),
  ]);
  for (const outcome of kept) if (outcome.status === "rejected") throw outcome.reason;
  context.metrics.count("tracked_events", "Events taken in over HTTP", lines.length);
  const only = call.kind === "batch" ? undefined : refused[0];
  return only ? refuse({ status: 400, refusal: only.refusal }) : ok(null);
}

function isOpen(source: Source | null): source is Source {
  return source !== null && source.disabledAt === null;
}

function unauthorized(source: Source | null): NoSuccess {
  const message = source
    ? "This write key belongs to a source that is disabled."
    : "The write key is unknown.";
  const fix = source
    ? "Enable the source in Tenure, or send with the key of another."
    : "Send the write key of a source: by Basic auth as the user name, as writeKey in the body, or as Bearer.";
  return { status: 401, message, fix };
}

function log(context: Context, source: Source, refused: readonly RefusedEvent[]): Promise<void> {
  if (refused.length === 0) return Promise.resolve();
  context.metrics.count("refused_events", "Events refused over HTTP", refused.length);
  return logRejected(
    context.state,
    refused.map(({ refusal, excerpt }) => ({ ...refusal, sourceId: source.id, excerpt })),
  );
}

function excerptOf(call: TrackingCall): string {
  return call.encoding
    ? `(${call.encoding}, ${call.body.length} bytes)`
    : withoutSignature(call.body.toString("utf8", 0, 1000));
}

/** The refusal of a body that came longer than the server reads. */
export function bodyTooLong(bytes: number): Refusal {
  return refusal("body_too_large", null, because("event.body_too_large", { kilobytes: bytes / 1024 }));
}
