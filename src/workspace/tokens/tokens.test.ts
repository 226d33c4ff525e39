import { beforeAll, expect, it } from "vitest";
import { type Credentials, type TestApp, testApp } from "../../../test/kit/app.ts";

let kit: TestApp;
const DAY = 86_400_000;

beforeAll(async () => {
  kit = await testApp();
});

type Made = { id: number; token: string; prefix: string; error?: { field?: string; fix?: string } };

async function make(body: object, as: Credentials = kit.owner) {
  const answer = await kit.app.inject({
    method: "POST",
    url: "/api/v1/tokens",
    headers: as,
    payload: body,
  });
  return { status: answer.statusCode, body: answer.json<Made>() };
}

async function listed(): Promise<{ tokens: { id: number; prefix: string; lastUsedAt: string | null }[] }> {
  const answer = await kit.app.inject({ url: "/api/v1/tokens", headers: kit.owner });
  return answer.json();
}

async function workspaceAs(token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await kit.app.inject({ url: "/api/v1/workspace", headers })).statusCode;
}

it("a token is shown once, and lists show only how it begins", async () => {
  const { status, body } = await make({ name: "crm", scopes: ["workspace:read"] });
  expect(status).toBe(201);
  expect(body.token.startsWith(body.prefix)).toBe(true);
  const all = await listed();
  expect(all.tokens.map(({ id }) => id)).toContain(body.id);
  expect(JSON.stringify(all)).not.toContain(body.token);
});

it("a token opens what its scopes name, by Bearer or as Basic user, and notes that it was used", async () => {
  const { body } = await make({ name: "reader", scopes: ["workspace:read"] });
  expect(await workspaceAs(body.token)).toBe(200);
  const basic = `Basic ${Buffer.from(`${body.token}:`).toString("base64")}`;
  const asUser = await kit.app.inject({ url: "/api/v1/workspace", headers: { authorization: basic } });
  expect(asUser.statusCode).toBe(200);
  const mine = (await listed()).tokens.find(({ id }) => id === body.id);
  expect(mine?.lastUsedAt).toBe(new Date(kit.context.clock.now()).toISOString());
});

it("a token without the scope is refused", async () => {
  const { body } = await make({ name: "other", scopes: ["figures:read"] });
  expect(await workspaceAs(body.token)).toBe(403);
});

it("a revoked token opens nothing any more, and cannot be revoked again", async () => {
  const { body } = await make({ name: "short", scopes: ["workspace:read"] });
  const revoke = () =>
    kit.app.inject({ method: "DELETE", url: `/api/v1/tokens/${body.id}`, headers: kit.owner });
  expect((await revoke()).statusCode).toBe(204);
  expect(await workspaceAs(body.token)).toBe(401);
  expect((await revoke()).statusCode).toBe(404);
});

it("a token stops working on its day", async () => {
  const { body } = await make({ name: "month", scopes: ["workspace:read"], expiresInDays: 30 });
  kit.context.clock.advance(30 * DAY - 1);
  expect(await workspaceAs(body.token)).toBe(200);
  kit.context.clock.advance(1);
  expect(await workspaceAs(body.token)).toBe(401);
});

it("nobody hands out more than they have", async () => {
  const writer = await kit.token(["tokens:write"]);
  const { status, body } = await make({ name: "more", scopes: ["workspace:write"] }, writer);
  expect(status).toBe(403);
  expect(body.error?.field).toBe("scopes");
});

it.each([
  [{ name: "", scopes: ["workspace:read"] }, "name"],
  [{ name: "none", scopes: [] }, "scopes"],
  [{ name: "odd", scopes: ["everything"] }, "scopes"],
  [{ name: "old", scopes: ["workspace:read"], expiresInDays: 0 }, "expiresInDays"],
])("%j is refused by the field %s", async (body, field) => {
  const refused = await make(body);
  expect(refused.status).toBe(400);
  expect(refused.body.error?.field).toContain(field);
  expect(refused.body.error?.fix).toBeTruthy();
});
