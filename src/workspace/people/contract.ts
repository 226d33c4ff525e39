import { z } from "zod";
import { PERMISSIONS, ROLES } from "../../core/permission.ts";

const email = z.email().max(254).toLowerCase();
const name = z.string().trim().min(1).max(100);

/** Long enough that guessing is hopeless, with no rules of what must be in it. */
export const passwordSchema = z.string().min(10).max(200);

/** A secret from a one-time link's address, after the #. */
const linkToken = z.string().min(20).max(100);

/** Who is signed in. */
export const actorSchema = z.object({
  kind: z.enum(["person", "token", "owner"]),
  id: z.string(),
  name: z.string(),
  /** Of people only. */
  email: z.string().nullable(),
  role: z.enum(ROLES).nullable(),
  permissions: z.array(z.enum(PERMISSIONS)),
});

/** Answer of GET /api/v1/me: who asks, and whether the first admin still has to be made. */
export const meSchema = z.object({ actor: actorSchema.nullable(), needsAdmin: z.boolean() });

/** Answer of GET /api/v1/me. */
export type Me = z.infer<typeof meSchema>;

/** POST /api/v1/setup: the first admin, by the link that the first start prints (`/setup#TOKEN`). */
export const setupSchema = z.object({ token: linkToken, email, name, password: passwordSchema });

/** POST /api/v1/join: a password for somebody who was invited (`/join#TOKEN`). */
export const joinSchema = z.object({ token: linkToken, password: passwordSchema });

/** POST /api/v1/sign-in. */
export const signInSchema = z.object({ email, password: z.string().min(1).max(200) });

/** POST /api/v1/me/password; ends every other session. */
export const changePasswordSchema = z.object({
  currentPassword: z.string().min(1).max(200),
  newPassword: passwordSchema,
});

/** Somebody who may log in. */
export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  createdAt: z.iso.datetime(),
  /** Whether they have set a password. */
  joined: z.boolean(),
});

/** Somebody who may log in. */
export type PersonView = z.infer<typeof personSchema>;

/** Everybody who may log in, by name; at most 1,000. */
export const personListSchema = z.object({ people: z.array(personSchema) });

/** POST /api/v1/people: invites somebody. `password` is for the owner's command line only. */
export const addPersonSchema = z.object({
  email,
  name: name.optional(),
  role: z.enum(ROLES),
  password: passwordSchema.optional(),
});

/** Invites somebody. */
export type AddPerson = z.infer<typeof addPersonSchema>;

/** Somebody new with the link that lets them in once; null where a password was given. */
export const invitedSchema = personSchema.extend({ link: z.string().nullable() });

/** PATCH /api/v1/people/:id. */
export const changePersonSchema = z
  .object({ name: name.optional(), role: z.enum(ROLES).optional() })
  .strict();

/** Which person a path names. */
export const personParamsSchema = z.object({ id: z.string().min(1).max(64) });

/** POST /api/v1/people/:id/link: a new link to set a password; ends the one before. */
export const linkSchema = z.object({ link: z.string() });
