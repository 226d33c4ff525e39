export type { Authenticate } from "./access.ts";
export { type HttpOptions, type HttpServer, makeHttpServer } from "./app.ts";
export { type MetricsRegistry, makeMetrics } from "./metrics.ts";
export { type ProblemBody, presentProblem } from "./problems.ts";
export { listenForOwner } from "./owner-socket.ts";
