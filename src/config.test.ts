import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigError, VARIABLES, readConfig } from "./config.ts";

describe("an empty environment", () => {
  it("gives the embedded stores, on this machine's own address", () => {
    expect(readConfig({})).toEqual({
      port: 8080,
      host: "127.0.0.1",
      dataDir: resolve("data"),
      publicUrl: "http://localhost:8080",
      databaseUrl: null,
      clickhouseUrl: null,
      clickhouseCluster: null,
      trustedProxies: [],
      privateWebhooks: false,
      logLevel: "info",
      roles: new Set(["api", "worker"]),
    });
  });

  it("reads variables that are set to nothing as if they were not", () => {
    const nothing = Object.fromEntries(Object.keys(VARIABLES).map((name) => [name, ""]));
    expect(readConfig(nothing)).toEqual(readConfig({}));
  });
});

describe("a value", () => {
  it.each([
    ["PORT", "http", "a number from 0 to 65535"],
    ["PORT", "70000", "a number from 0 to 65535"],
    ["PUBLIC_URL", "tenure.example.com", "begins with http:// or https://"],
    ["PUBLIC_URL", "ftp://tenure.example.com", "begins with http:// or https://"],
    ["DATABASE_URL", "mysql://localhost/tenure", "begins with postgres:// or postgresql://"],
    ["CLICKHOUSE_URL", "localhost:8123", "begins with http:// or https://"],
    ["CLICKHOUSE_CLUSTER", "my cluster", "letters, digits and _ only"],
    ["TRUST_PROXY", "true", "addresses, or ranges"],
    ["TRUST_PROXY", "127.0.0.1,10.0.0.0/33", "addresses, or ranges"],
    ["LOG_LEVEL", "loud", "one of fatal, error, warn"],
    ["ROLES", "api,cook", "api, worker, or both"],
  ])("%s=%s is refused by its name, with what it must be", (name, value, fix) => {
    const wrong = () => readConfig({ [name]: value });
    expect(wrong).toThrow(ConfigError);
    expect(wrong).toThrow(`${name} must be`);
    expect(wrong).toThrow(fix);
  });

  it("that is wrong does not hide another", () => {
    const wrong = () => readConfig({ PORT: "x", ROLES: "y" });
    expect(wrong).toThrow(/PORT must be .*ROLES must be/);
  });

  it("of a cluster needs a server to ask", () => {
    expect(() => readConfig({ CLICKHOUSE_CLUSTER: "main" })).toThrow(
      "CLICKHOUSE_CLUSTER needs CLICKHOUSE_URL",
    );
  });

  it("of the public address loses its slash at the end, and follows the port where it is not given", () => {
    expect(readConfig({ PUBLIC_URL: "https://tenure.example.com/" }).publicUrl).toBe(
      "https://tenure.example.com",
    );
    expect(readConfig({ PORT: "9000" }).publicUrl).toBe("http://localhost:9000");
  });

  it("of proxies is a list of addresses and ranges", () => {
    const { trustedProxies } = readConfig({ TRUST_PROXY: "127.0.0.1, 10.0.0.0/8,fd00::/8" });
    expect(trustedProxies).toEqual(["127.0.0.1", "10.0.0.0/8", "fd00::/8"]);
  });

  it("of one role leaves the other to another process", () => {
    expect(readConfig({ ROLES: "worker" }).roles).toEqual(new Set(["worker"]));
  });
});
