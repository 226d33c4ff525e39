/** Sends one delivery to a webhook, signed. */
import { createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { hostOf, isPrivate, lookupPublic, PrivateAddress } from "./addresses.ts";

const SECONDS = 10;

/** What came of a try: a status below 300 is taken. */
export type Sent = {
  readonly status: number | null;
  readonly problem: "status" | "private_address" | "timeout" | "unreachable" | null;
  readonly milliseconds: number;
};

/** What is sent, and to whom. */
export type Sending = {
  readonly url: string;
  readonly secret: string;
  readonly body: string;
  /** Its number; the same for every try. */
  readonly delivery: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether private addresses may be sent to. */
  readonly toPrivate: boolean;
  /** Gives up, which is told as unreachable. */
  readonly signal?: AbortSignal;
};

/** The header that proves who sent a body and when: HMAC-SHA256 of "seconds.body". */
export function signature(secret: string, body: string, now: number): string {
  const seconds = Math.floor(now / 1000);
  const mark = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return `t=${seconds},v1=${mark}`;
}

/** Sends it; what goes wrong is an answer too. Redirects are not followed. */
export async function deliver(sending: Sending): Promise<Sent> {
  const began = performance.now();
  const took = () => Math.round(performance.now() - began);
  try {
    const status = await post(sending);
    return { status, problem: status >= 200 && status < 300 ? null : "status", milliseconds: took() };
  } catch (failure) {
    return { status: null, problem: problemOf(failure), milliseconds: took() };
  }
}

function problemOf(failure: unknown): Sent["problem"] {
  if (failure instanceof PrivateAddress) return "private_address";
  const isLate = failure instanceof Error && failure.name === "TimeoutError";
  return isLate ? "timeout" : "unreachable";
}

function post({ url, secret, body, delivery, now, toPrivate, signal: stop }: Sending): Promise<number> {
  const target = new URL(url);
  const host = hostOf(url);
  return new Promise((resolve, reject) => {
    // A written address is not looked up, so it is refused here.
    if (!toPrivate && isIP(host) !== 0 && isPrivate(host)) return reject(new PrivateAddress(host));
    const late = AbortSignal.timeout(SECONDS * 1000);
    const signal = stop ? AbortSignal.any([stop, late]) : late;
    const asked = (target.protocol === "https:" ? httpsRequest : httpRequest)(target, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "user-agent": "Tenure",
        "tenure-delivery": delivery,
        "tenure-signature": signature(secret, body, now),
      },
      agent: false,
      signal,
      ...(!toPrivate && { lookup: lookupPublic }),
    });
    asked.once("response", (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.destroy();
    });
    asked.on("error", (failure) => reject(signal.aborted ? signal.reason : failure));
    return asked.end(body);
  });
}
