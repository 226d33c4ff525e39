export type { Authenticate } from "./access.ts";
export type { Patience } from "./body-deadline.ts";
export { type HttpServer, makeHttpServer } from "./app.ts";
export { makeMetrics } from "./metrics.ts";
export { listenForOwner } from "./owner-socket.ts";
