/** The only reader of the environment: every value explained, checked, and refused at start if wrong. */
import { isIP } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;
const PROCESS_ROLES = ["api", "worker"] as const;

/** What a process does: answers requests, works in the background, or both. */
export type ProcessRole = (typeof PROCESS_ROLES)[number];

const webAddress = (protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(" or ")}`,
    );

const port = z
  .string()
  .regex(/^\d{1,5}$/, "a number from 0 to 65535")
  .transform(Number)
  .refine((value) => value <= 65_535, "a number from 0 to 65535");

const roles = z
  .string()
  .transform((text) => text.split(",").map((role) => role.trim()))
  .pipe(
    z
      .array(z.enum(PROCESS_ROLES, "api, worker, or both with a comma"))
      .min(1, "api, worker, or both with a comma"),
  );

const PROXIES = "addresses, or ranges such as 10.0.0.0/8, with commas between";

const proxies = z
  .string()
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .refine((parts) => parts.every(isAddressOrRange), PROXIES);

function isAddressOrRange(text: string): boolean {
  const [address = "", bits, ...rest] = text.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

type Variable<Value = unknown> = {
  readonly schema: z.ZodType<Value, string>;
  readonly usual: string;
  readonly means: string;
};

/** The variables of the environment, with what they mean; README's table is made of this. */
export const VARIABLES = {
  PORT: { schema: port, usual: "8080", means: "Port of the pages and the API." },
  HOST: {
    schema: z.string().min(1),
    usual: "127.0.0.1",
    means: "Network address to listen on; 0.0.0.0 for every one.",
  },
  DATA_DIR: { schema: z.string().min(1), usual: "./data", means: "The folder that holds everything." },
  PUBLIC_URL: {
    schema: webAddress(["http:", "https:"]),
    usual: "http://localhost:PORT",
    means: "How browsers and SDKs reach Tenure; https makes cookies secure.",
  },
  DATABASE_URL: {
    schema: webAddress(["postgres:", "postgresql:"]),
    usual: "",
    means: "A Postgres for the state, 16 or later; without it Tenure keeps its own.",
  },
  CLICKHOUSE_URL: {
    schema: webAddress(["http:", "https:"]),
    usual: "",
    means: "A ClickHouse server for the facts; without it they are in the process.",
  },
  CLICKHOUSE_CLUSTER: {
    schema: z.string().regex(/^\w+$/, "letters, digits and _ only"),
    usual: "",
    means: "The cluster whose servers each keep all the facts: replicated, not sharded.",
  },
  TRUST_PROXY: {
    schema: proxies,
    usual: "",
    means:
      "The proxies in front: what they say of who asks (X-Forwarded-For) is believed; nobody else's word is.",
  },
  PRIVATE_WEBHOOKS: {
    schema: z.enum(["no", "yes"], "yes or no"),
    usual: "no",
    means: "Whether webhooks may be sent to this machine and its network: yes or no.",
  },
  LOG_LEVEL: {
    schema: z.enum(LOG_LEVELS, `one of ${LOG_LEVELS.join(", ")}`),
    usual: "info",
    means: "How much is logged.",
  },
  ROLES: { schema: roles, usual: "api,worker", means: "What this process does." },
} as const satisfies Record<string, Variable>;

/** What the environment says, checked. */
export type Config = {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Without a slash at the end. */
  readonly publicUrl: string;
  readonly databaseUrl: string | null;
  readonly clickhouseUrl: string | null;
  readonly clickhouseCluster: string | null;
  /** Addresses and ranges of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** Whether webhooks may be sent to private addresses. */
  readonly privateWebhooks: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly roles: ReadonlySet<ProcessRole>;
};

/** The environment is wrong; the message names each variable and how to put it right. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Reads and checks the environment. @throws ConfigError naming every variable that is wrong */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const wrong: string[] = [];
  const read = <Value>(name: keyof typeof VARIABLES, { schema, usual }: Variable<Value>): Value => {
    const parsed = schema.safeParse(environment[name] || usual);
    if (!parsed.success) wrong.push(`${name} must be ${parsed.error.issues[0]?.message}`);
    return parsed.data as Value;
  };
  const optional = (name: "PUBLIC_URL" | "DATABASE_URL" | "CLICKHOUSE_URL" | "CLICKHOUSE_CLUSTER") =>
    environment[name] ? (read<string>(name, VARIABLES[name]) ?? null) : null;

  const portNumber = read("PORT", VARIABLES.PORT);
  const config: Config = {
    port: portNumber,
    host: read("HOST", VARIABLES.HOST),
    dataDir: resolve(read("DATA_DIR", VARIABLES.DATA_DIR)),
    publicUrl: (optional("PUBLIC_URL") ?? `http://localhost:${portNumber}`).replace(/\/+$/, ""),
    databaseUrl: optional("DATABASE_URL"),
    clickhouseUrl: optional("CLICKHOUSE_URL"),
    clickhouseCluster: optional("CLICKHOUSE_CLUSTER"),
    trustedProxies: read("TRUST_PROXY", VARIABLES.TRUST_PROXY),
    privateWebhooks: read("PRIVATE_WEBHOOKS", VARIABLES.PRIVATE_WEBHOOKS) === "yes",
    logLevel: read("LOG_LEVEL", VARIABLES.LOG_LEVEL),
    roles: new Set(read("ROLES", VARIABLES.ROLES)),
  };
  if (config.clickhouseCluster && !config.clickhouseUrl) {
    wrong.push("CLICKHOUSE_CLUSTER needs CLICKHOUSE_URL, the server to ask");
  }
  if (wrong.length > 0) throw new ConfigError(`The environment is not right: ${wrong.join("; ")}.`);
  return config;
}

/** The same for verbs of the command line, which say little unless told. */
export function readVerbConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  return readConfig({ ...environment, LOG_LEVEL: environment["LOG_LEVEL"] || "warn" });
}

/** The first admin's password for `tenure init`; null where it is to be read from standard input. */
export function readAdminPassword(environment: NodeJS.ProcessEnv = process.env): string | null {
  return environment["TENURE_ADMIN_PASSWORD"] || null;
}

/**
 * Each connection of chDB takes one thread of libuv while it works; files and passwords need some
 * too. Must come before anything uses the first thread.
 */
export function raiseThreads(environment: NodeJS.ProcessEnv = process.env): void {
  environment["UV_THREADPOOL_SIZE"] ??= "16";
}
