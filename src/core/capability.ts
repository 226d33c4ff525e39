import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { Context } from "./context.ts";
import type { HandleId } from "./ids.ts";
import type { Json } from "./json.ts";

/** The http server as routes see it: Fastify with Zod schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** One customer for export and erasure: all handles of the profile. */
export type Subject = {
  readonly handles: readonly HandleId[];
  /** The values of their identifiers, normalised, for places that know no handles. */
  readonly identifiers?: readonly string[];
};

/** What a capability knows of people, and how to hand it out and take it away. */
export type PersonalData = {
  /** What is held, in words for a record of processing. */
  readonly holds: string;
  /** The stores' tables that hold it; a test compares them with the migrations. */
  readonly tables: readonly string[];
  /** Everything held of the customer, for a copy on request. */
  export(context: Context, subject: Subject): Promise<Json>;
  /** Removes it. Running it twice changes nothing more. */
  erase(context: Context, subject: Subject): Promise<void>;
};

/** Work that goes on in the background, on the worker role only. */
export type Job = {
  readonly name: string;
  /** Runs until the signal aborts; must survive being killed at any instant. */
  run(context: Context, signal: AbortSignal): Promise<void>;
};

/** What a capability's door (`index.ts`) offers to `main.ts`. */
export type Capability = {
  readonly name: string;
  /** `null` says: holds nothing of people. */
  readonly personalData: PersonalData | null;
  /** Each route names its access: `config: { access: "figures:read" }`; the http edge refuses a route without. */
  readonly routes?: (app: App, context: Context) => void;
  readonly jobs?: readonly Job[];
};
