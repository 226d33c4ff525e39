import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { Role } from "../../core/permission.ts";
import type { State, StateTransaction } from "../../core/state.ts";
import type { PersonView } from "./contract.ts";
import { hashPassword } from "./password.ts";
import "./tables.ts";

const CREDENTIAL = "credential";
/** Whoever changes the set of admins takes turns, so that two cannot remove each other at once. */
const ADMINS_LOCK = 7_283_640_018;

/** Whether the first admin still has to be made. */
export async function needsAdmin(state: State | StateTransaction): Promise<boolean> {
  const admin = await state.selectFrom("person").select("id").where("role", "=", "admin").executeTakeFirst();
  return admin === undefined;
}

/** Somebody new. @throws Problem `conflict` where the e-mail is taken */
export async function insertPerson(
  tx: State | StateTransaction,
  person: { email: string; name: string; role: Role },
): Promise<string> {
  const row = await tx
    .insertInto("person")
    .values({ id: randomUUID(), ...person })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (row) return row.id;
  throw new Problem("conflict", because("people.email_taken"), { field: "email" });
}

/** Sets the password and ends every session of the person. */
export async function setPassword(tx: StateTransaction, personId: string, password: string): Promise<void> {
  const hash = await hashPassword(password);
  await tx
    .insertInto("person_credential")
    .values({
      id: randomUUID(),
      person_id: personId,
      account_id: personId,
      provider_id: CREDENTIAL,
      password: hash,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["person_id", "provider_id"])
        .doUpdateSet({ password: hash, updated_at: sql<Date>`now()` }),
    )
    .execute();
  await endSessions(tx, personId);
}

/** Signs the person out everywhere. */
export async function endSessions(state: State | StateTransaction, personId: string): Promise<void> {
  await state.deleteFrom("person_session").where("person_id", "=", personId).execute();
}

/** Everybody, by name; at most 1,000. */
export async function listPeople(state: State): Promise<PersonView[]> {
  const rows = await peopleQuery(state).orderBy("person.name").orderBy("person.id").limit(1000).execute();
  return rows.map(toView);
}

/** One person. @throws Problem `not_found` */
export async function personById(state: State, id: string): Promise<PersonView> {
  const row = await peopleQuery(state).where("person.id", "=", id).executeTakeFirst();
  if (!row) throw notFound();
  return toView(row);
}

/** Changes name or role. @throws Problem `not_found`, or `conflict` for the last admin */
export async function changePerson(
  state: State,
  id: string,
  change: { name?: string | undefined; role?: Role | undefined },
): Promise<PersonView> {
  await state.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable("person")
      .set({ ...change, updated_at: sql<Date>`now()` })
      .where("id", "=", id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw notFound();
    await refuseWithoutAdmin(tx);
  });
  return personById(state, id);
}

/** Removes somebody with their sessions. @throws Problem `not_found`, or `conflict` for the last admin */
export async function removePerson(state: State, id: string): Promise<void> {
  await state.transaction().execute(async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom("person").where("id", "=", id).executeTakeFirst();
    if (numDeletedRows === 0n) throw notFound();
    await refuseWithoutAdmin(tx);
  });
}

/** Only one transaction at a time may make the first admin or change who is one. */
export async function lockAdmins(tx: StateTransaction): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${ADMINS_LOCK})`.execute(tx);
}

async function refuseWithoutAdmin(tx: StateTransaction): Promise<void> {
  await lockAdmins(tx);
  if (!(await needsAdmin(tx))) return;
  throw new Problem("conflict", because("people.last_admin"), { field: "role" });
}

function notFound(): Problem {
  return new Problem("not_found", because("people.not_found"));
}

function peopleQuery(state: State) {
  return state
    .selectFrom("person")
    .leftJoin("person_credential", "person_credential.person_id", "person.id")
    .select(["person.id", "person.name", "person.email", "person.role", "person.created_at"])
    .select(sql<boolean>`person_credential.password IS NOT NULL`.as("joined"));
}

function toView(row: {
  id: string;
  name: string;
  email: string;
  role: Role;
  created_at: Date;
  joined: boolean;
}): PersonView {
  const { created_at: createdAt, ...rest } = row;
  return { ...rest, createdAt: createdAt.toISOString() };
}
