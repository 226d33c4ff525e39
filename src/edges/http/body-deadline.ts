import type { IncomingMessage } from "node:http";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { App } from "../../core/capability.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import "./request.ts";

/** How patient the server is with senders, in milliseconds. */
export type Patience = {
  /** For a whole body that is kept in memory. */
  readonly whole: number;
  /** Between two bytes of a body that is streamed, of any size. */
  readonly quiet: number;
};

/** A megabyte at 17 KB/s: what a poor mobile connection manages. */
export const PATIENCE: Patience = { whole: 60_000, quiet: 60_000 };

/**
 * Cuts senders off whose body does not come to its end: many such would hold connections and
 * memory for ever. A streamed body may take days, as long as bytes flow.
 */
export function limitBodies(app: App, patience: Patience): void {
  app.addHook("onRequest", (request, reply, done) => {
    const { headers, raw } = request;
    const isEmpty = headers["content-length"] === "0" || headers["content-length"] === undefined;
    if (isEmpty && headers["transfer-encoding"] === undefined) return done();
    const isStreamed = request.routeOptions.config.body === "streamed";
    const stop = isStreamed
      ? whileQuiet(raw, patience.quiet, () => cutOff(request, reply))
      : after(patience.whole, () => cutOff(request, reply));
    raw.once("end", stop);
    raw.once("close", stop);
    return done();
  });
}

function after(milliseconds: number, late: () => void): () => void {
  // It is the connection that keeps the program, as long as there is one.
  const timer = setTimeout(late, milliseconds).unref();
  return () => clearTimeout(timer);
}

function whileQuiet(raw: IncomingMessage, milliseconds: number, late: () => void): () => void {
  let read = raw.socket.bytesRead;
  const timer = setInterval(() => {
    // What waits to be taken from the stream is our delay, not the sender's.
    const isTheirs = raw.socket.bytesRead === read && raw.readableLength === 0;
    read = raw.socket.bytesRead;
    if (isTheirs) late();
  }, milliseconds).unref();
  return () => clearInterval(timer);
}

function cutOff(request: FastifyRequest, reply: FastifyReply): void {
  const { raw } = request;
  if (raw.complete) return;
  if (reply.sent || raw.listenerCount("error") === 0) {
    // Nobody reads the body: there is nothing left to say.
    raw.socket.destroy();
    return;
  }
  // The rest of the body may come or not: nothing else can be asked over this connection.
  void reply.header("connection", "close");
  const late = new Problem("too_slow", because("server.too_slow"), { field: "body" });
  // Whoever reads the body hears of it; destroyed, the stream would take the answer along.
  raw.emit("error", late);
}
