import { expect, test } from "vitest";
import { setupToken, testApp } from "../../../test/kit/app.ts";
import { capabilities } from "../../../src/capabilities.ts";
import { makeSetupLink } from "./index.ts";

const workspace = capabilities.filter(({ name }) => ["settings", "people", "tokens"].includes(name));
const ADMIN = { email: "Ada@Shop.test", name: "Ada", password: "a long enough one" };

async function peopleApp() {
  const kit = await testApp({ capabilities: workspace });
  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    kit.app.inject({ method: "POST", url, payload, headers });
  const signIn = (email: string, password: string) => post("/api/v1/sign-in", { email, password });
  const me = async (headers: Record<string, string>) =>
    (await kit.app.inject({ url: "/api/v1/me", headers })).json();
  return { ...kit, post, signIn, me };
}

const cookieOf = (answer: { cookies: { name: string; value: string }[] }) => ({
  cookie: answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; "),
  "x-tenure-csrf": "1",
});

test("the link of the first start makes the admin, once", async () => {
  const { context, post, me } = await peopleApp();
  expect(await me({})).toEqual({ actor: null, needsAdmin: true });
  const replaced = await setupToken(context);
  const token = await setupToken(context);

  expect((await post("/api/v1/setup", { ...ADMIN, token: replaced })).statusCode).toBe(404);
  const answer = await post("/api/v1/setup", { ...ADMIN, token });

  expect(answer.statusCode).toBe(204);
  expect(answer.headers["set-cookie"]).toMatch(/HttpOnly; SameSite=Lax/);
  expect(await me(cookieOf(answer))).toMatchObject({
    actor: { email: "ada@shop.test", role: "admin" },
    needsAdmin: false,
  });
  expect((await post("/api/v1/setup", { ...ADMIN, token })).statusCode).toBe(404);
  expect(await makeSetupLink(context.state, context.publicUrl)).toBeNull();
});

test("an invited viewer sets a password by the link, and may read but not invite", async () => {
  const { app, as, post } = await peopleApp();
  const admin = await as("admin");
  const invited = await post("/api/v1/people", { email: "v@shop.test", role: "viewer" }, admin);
  expect(invited.json()).toMatchObject({ joined: false, role: "viewer" });

  const token = invited.json().link.split("#")[1];
  const joined = await post("/api/v1/join", { token, password: "their own password" });

  const viewer = cookieOf(joined);
  expect((await app.inject({ url: "/api/v1/workspace", headers: viewer })).statusCode).toBe(200);
  expect((await post("/api/v1/people", { email: "x@shop.test", role: "admin" }, viewer)).statusCode).toBe(
    403,
  );
  expect((await post("/api/v1/join", { token, password: "somebody else's" })).statusCode).toBe(404);
});

test("an invitation expires after seven days", async () => {
  const { as, post, context } = await peopleApp();
  const invited = await post("/api/v1/people", { email: "v@shop.test", role: "viewer" }, await as("admin"));
  context.clock.advance(7 * 86_400_000);
  const token = invited.json().link.split("#")[1];
  expect((await post("/api/v1/join", { token, password: "their own password" })).statusCode).toBe(404);
});

test("five wrong passwords lock the door for 15 minutes, also for people who do not exist", async () => {
  const { as, signIn, context } = await peopleApp();
  await as("admin");
  for (const email of ["admin@tenure.test", "nobody@tenure.test"]) {
    for (let tries = 0; tries < 5; tries += 1) expect((await signIn(email, "wrong")).statusCode).toBe(401);
    const locked = await signIn(email, "correct horse battery");
    expect(locked.statusCode).toBe(429);
    expect(locked.headers["retry-after"]).toBe("900");
  }
  context.clock.advance(15 * 60_000 + 1);
  expect((await signIn("admin@tenure.test", "correct horse battery")).statusCode).toBe(204);
});

test("a new password ends every other session", async () => {
  const { as, post, me } = await peopleApp();
  const elsewhere = await as("admin");
  const here = await as("admin");
  const change = { currentPassword: "correct horse battery", newPassword: "another long one" };

  const answer = await post("/api/v1/me/password", change, here);

  expect(answer.statusCode).toBe(204);
  expect((await me(elsewhere)).actor).toBeNull();
  expect((await me(cookieOf(answer))).actor).toMatchObject({ role: "admin" });
});

test("a wrong current password is refused at its own field, and nobody is signed out", async () => {
  const { as, post, me } = await peopleApp();
  const here = await as("admin");
  const change = { currentPassword: "not the one I have", newPassword: "another long one" };
  const answer = await post("/api/v1/me/password", change, here);
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({
    error: { field: "currentPassword", reason: "people.wrong_current_password" },
  });
  expect((await me(here)).actor).toMatchObject({ role: "admin" });
});

test("a session in use is given its fourteen days again, once a day", async () => {
  const { app, as, context } = await peopleApp();
  const headers = await as("viewer");
  const ask = () => app.inject({ url: "/api/v1/me", headers });
  expect((await ask()).cookies).toEqual([]);
  const left = new Date(Date.now() + 3 * 86_400_000);
  await context.state.updateTable("person_session").set({ expires_at: left }).execute();
  const [renewed] = (await ask()).cookies;
  expect(renewed?.maxAge).toBe(14 * 86_400);
  const { expires_at: ends } = await context.state
    .selectFrom("person_session")
    .select("expires_at")
    .executeTakeFirstOrThrow();
  expect(ends.getTime() - left.getTime()).toBeGreaterThan(10 * 86_400_000);
});

test("signing out ends the session, signing out everywhere ends all", async () => {
  const { as, post, me } = await peopleApp();
  const [first, second, third] = [await as("admin"), await as("admin"), await as("admin")];
  await post("/api/v1/sign-out", {}, first);
  expect((await me(first)).actor).toBeNull();
  expect((await me(second)).actor).not.toBeNull();
  await post("/api/v1/me/sign-out-everywhere", {}, second);
  expect((await me(third)).actor).toBeNull();
});

test("the last admin can be neither removed nor made a viewer", async () => {
  const { app, as, me } = await peopleApp();
  const admin = await as("admin");
  const { id } = (await me(admin)).actor;
  const url = `/api/v1/people/${id}`;
  const demoted = await app.inject({ method: "PATCH", url, headers: admin, payload: { role: "viewer" } });
  expect(demoted.json().error).toMatchObject({ code: "conflict", field: "role" });
  expect((await app.inject({ method: "DELETE", url, headers: admin })).statusCode).toBe(409);
});

test("an admin cannot choose somebody else's password; the owner's command line can", async () => {
  const { as, owner, post } = await peopleApp();
  const wanted = { email: "v@shop.test", role: "viewer", password: "a long enough one" };
  expect((await post("/api/v1/people", wanted, await as("admin"))).statusCode).toBe(403);
  expect((await post("/api/v1/people", wanted, owner)).json()).toMatchObject({ joined: true, link: null });
});
