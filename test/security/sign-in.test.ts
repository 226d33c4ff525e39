/** The door for people: guessing, listing, fixing, climbing. */
import { beforeEach, describe, expect, test } from "vitest";
import { type TestApp, setupToken, testApp } from "../kit/app.ts";

let kit: TestApp;
const PASSWORD = "correct horse battery";

beforeEach(async () => {
  kit = await testApp();
});

type Payload = Record<string, unknown>;

const post = (
  url: string,
  payload: Payload = {},
  headers: Record<string, string> = {},
  remoteAddress?: string,
) => kit.app.inject({ method: "POST", url, payload, headers, ...(remoteAddress && { remoteAddress }) });

const signIn = (email: string, password: string, from?: string) =>
  post("/api/v1/sign-in", { email, password }, {}, from);

describe("guessing a password", () => {
  test("stops after five tries, though they come at the same instant", async () => {
    await kit.as("admin");
    const guesses = Array.from({ length: 20 }, (_, index) =>
      signIn("admin@tenure.test", `wrong ${index}`, `198.51.100.${index}`),
    );
    const answers = (await Promise.all(guesses)).map(({ statusCode }) => statusCode);
    expect(answers.filter((status) => status === 401).length).toBeLessThanOrEqual(5);
    expect((await signIn("admin@tenure.test", PASSWORD)).statusCode).toBe(429);
  });

  test("does not start anew by writing the address otherwise", async () => {
    await kit.as("admin");
    const spellings = ["admin@tenure.test", "ADMIN@tenure.test", "Admin@Tenure.Test"];
    for (let index = 0; index < 6; index += 1) await signIn(spellings[index % 3] ?? "", "wrong");
    expect((await signIn("aDmin@tenure.test", "wrong")).statusCode).toBe(429);
  });

  test("of many people from one address stops too, and signing in does not count as guessing", async () => {
    await kit.as("viewer");
    for (let index = 0; index < 60; index += 1) {
      expect((await signIn("viewer@tenure.test", PASSWORD, "198.51.100.9")).statusCode).toBe(204);
    }
    for (let index = 0; index < 60; index += 1)
      await signIn(`p${index}@tenure.test`, "wrong", "198.51.100.7");
    expect((await signIn("viewer@tenure.test", PASSWORD, "198.51.100.7")).statusCode).toBe(429);
  });

  test("at one's own old password is locked like at the door", async () => {
    const viewer = await kit.as("viewer");
    const payload = { currentPassword: "wrong wrong", newPassword: "another password" };
    for (let index = 0; index < 5; index += 1) await post("/api/v1/me/password", payload, viewer);
    expect((await post("/api/v1/me/password", payload, viewer)).statusCode).toBe(429);
  });
});

describe("who works here", () => {
  test("is not told by the answer to a wrong password", async () => {
    await kit.as("admin");
    const invited = { email: "invited@tenure.test", role: "viewer" };
    await post("/api/v1/people", invited, kit.owner);
    const answers = await Promise.all(
      ["admin@tenure.test", "invited@tenure.test", "nobody@tenure.test"].map((email) =>
        signIn(email, "wrong"),
      ),
    );
    const told = answers.map(({ statusCode, body, headers }) => [statusCode, body, headers["set-cookie"]]);
    expect(new Set(told.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});

describe("a session", () => {
  test("gets a new cookie at each sign-in, whatever the browser brought, that scripts cannot read", async () => {
    await kit.as("admin");
    const cookie = "tenure.session_token=fixed-by-somebody.signature";
    const payload = { email: "admin@tenure.test", password: PASSWORD };
    const origin = { origin: "http://tenure.test", host: "tenure.test" };
    const answer = await post("/api/v1/sign-in", payload, { cookie, ...origin });
    const [set] = answer.cookies;
    expect(set?.value).not.toContain("fixed-by-somebody");
    expect(set).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
    const stale = await kit.app.inject({ url: "/api/v1/people", headers: { cookie } });
    expect(stale.statusCode).toBe(401);
  });

  test("travels by https only where Tenure is reached so", async () => {
    kit = await testApp({ publicUrl: "https://tenure.test" });
    const payload = { email: "owner@tenure.test", name: "O", password: PASSWORD };
    const answer = await post("/api/v1/setup", { ...payload, token: await setupToken(kit.context) });
    expect(answer.cookies[0]).toMatchObject({ secure: true, httpOnly: true });
    expect(answer.headers["strict-transport-security"]).toBeDefined();
  });

  test("ends at signing out, for a copy of its cookie too", async () => {
    const viewer = await kit.as("viewer");
    await post("/api/v1/sign-out", {}, viewer);
    expect((await kit.app.inject({ url: "/api/v1/sources", headers: viewer })).statusCode).toBe(401);
  });

  test("loses its powers at the moment its person does", async () => {
    const admin = await kit.as("admin");
    await post("/api/v1/people", { email: "second@tenure.test", role: "admin" }, kit.owner);
    const { actor } = (await kit.app.inject({ url: "/api/v1/me", headers: admin })).json<{
      actor: { id: string };
    }>();
    const url = `/api/v1/people/${actor.id}`;
    await kit.app.inject({ method: "PATCH", url, headers: kit.owner, payload: { role: "viewer" } });
    expect((await kit.app.inject({ url: "/api/v1/people", headers: admin })).statusCode).toBe(403);
    await kit.app.inject({ method: "DELETE", url, headers: kit.owner });
    expect((await kit.app.inject({ url: "/api/v1/sources", headers: admin })).statusCode).toBe(401);
  });
});

describe("a one-time link", () => {
  const admin = { email: "a@tenure.test", name: "A", password: PASSWORD };

  test("makes one admin, even if it is used twice at the same instant", async () => {
    const token = await setupToken(kit.context);
    const answers = await Promise.all(
      ["a", "b", "c"].map((name) => post("/api/v1/setup", { ...admin, email: `${name}@tenure.test`, token })),
    );
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([204, 404, 404]);
  });

  test("for the first admin is none to join with, and the other way round", async () => {
    const setup = await setupToken(kit.context);
    expect((await post("/api/v1/join", { token: setup, password: PASSWORD })).statusCode).toBe(404);
    const invited = await post("/api/v1/people", { email: "v@tenure.test", role: "viewer" }, kit.owner);
    const token = invited.json<{ link: string }>().link.split("#")[1];
    expect((await post("/api/v1/setup", { ...admin, token })).statusCode).toBe(404);
    const joined = await post("/api/v1/join", { token, password: PASSWORD, role: "admin" });
    expect(joined.statusCode).toBe(204);
    const cookie = joined.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ");
    const me = await kit.app.inject({ url: "/api/v1/me", headers: { cookie } });
    expect(me.json()).toMatchObject({ actor: { role: "viewer" } });
  });

  test("to join ends after a week", async () => {
    const invited = await post("/api/v1/people", { email: "v@tenure.test", role: "viewer" }, kit.owner);
    const token = invited.json<{ link: string }>().link.split("#")[1];
    kit.context.clock.advance(8 * 86_400_000);
    expect((await post("/api/v1/join", { token, password: PASSWORD })).statusCode).toBe(404);
  });
});

describe("powers", () => {
  test("of a viewer cannot be raised by the viewer", async () => {
    const viewer = await kit.as("viewer");
    const { actor } = (await kit.app.inject({ url: "/api/v1/me", headers: viewer })).json<{
      actor: { id: string };
    }>();
    const url = `/api/v1/people/${actor.id}`;
    const patch = await kit.app.inject({ method: "PATCH", url, headers: viewer, payload: { role: "admin" } });
    expect(patch.statusCode).toBe(403);
    const payload = { name: "x", scopes: ["people:write"] };
    expect((await post("/api/v1/tokens", payload, viewer)).statusCode).toBe(403);
  });

  test("of a token cannot be handed on beyond what it holds, nor by a wildcard", async () => {
    const token = await kit.token(["tokens:write", "profiles:read"]);
    const make = (scopes: string[], more: Payload = {}) =>
      post("/api/v1/tokens", { name: "x", scopes, ...more }, token);
    expect((await make(["people:write"])).statusCode).toBe(403);
    for (const scopes of [["*"], ["profiles:*"], [""], [], ["__proto__"]]) {
      expect((await make(scopes)).statusCode).toBe(400);
    }
    expect((await make(["profiles:read"])).statusCode).toBe(201);
  });

  test("of a token end when it is revoked or expires", async () => {
    const made = await post(
      "/api/v1/tokens",
      { name: "x", scopes: ["sources:read"], expiresInDays: 1 },
      kit.owner,
    );
    const { id, token } = made.json<{ id: number; token: string }>();
    const headers = { authorization: `Bearer ${token}` };
    const ask = async () => (await kit.app.inject({ url: "/api/v1/sources", headers })).statusCode;
    expect(await ask()).toBe(200);
    kit.context.clock.advance(86_400_000);
    expect(await ask()).toBe(401);
    kit.context.clock.advance(-86_400_000);
    await kit.app.inject({ method: "DELETE", url: `/api/v1/tokens/${id}`, headers: kit.owner });
    expect(await ask()).toBe(401);
  });

  test("of a token never include setting somebody's password", async () => {
    const token = await kit.token(["people:write"]);
    const person = { email: "x@tenure.test", role: "admin", password: PASSWORD };
    expect((await post("/api/v1/people", person, token)).statusCode).toBe(403);
  });

  test("of the last admin can be taken by nobody", async () => {
    const admin = await kit.as("admin");
    const { actor } = (await kit.app.inject({ url: "/api/v1/me", headers: admin })).json<{
      actor: { id: string };
    }>();
    const url = `/api/v1/people/${actor.id}`;
    const changes = await Promise.all([
      kit.app.inject({ method: "PATCH", url, headers: admin, payload: { role: "viewer" } }),
      kit.app.inject({ method: "DELETE", url, headers: kit.owner }),
    ]);
    expect(changes.map(({ statusCode }) => statusCode)).toEqual([409, 409]);
  });
});
