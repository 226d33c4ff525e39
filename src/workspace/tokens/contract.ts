import { z } from "zod";
import { MOST_ID } from "../../core/ids.ts";
import { PERMISSIONS } from "../../core/permission.ts";

/** What a token may do: permissions. */
export const scopesSchema = z.array(z.enum(PERMISSIONS)).min(1).max(PERMISSIONS.length);

/** A token as lists show it: never the token itself. */
export const tokenSchema = z.object({
  id: z.int(),
  name: z.string(),
  /** The first characters, to tell tokens apart. */
  prefix: z.string(),
  scopes: z.array(z.string()),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  /** To the minute. */
  lastUsedAt: z.iso.datetime().nullable(),
});

/** A token as lists show it. */
export type TokenView = z.infer<typeof tokenSchema>;

/** Tokens that were not revoked, the newest first; at most 1,000. */
export const tokenListSchema = z.object({ tokens: z.array(tokenSchema) });

/** Makes a token. */
export const addTokenSchema = z.object({
  name: z.string().trim().min(1).max(100),
  scopes: scopesSchema,
  /** Days until it expires; left out: never. */
  expiresInDays: z.int().min(1).max(3650).optional(),
});

/** Makes a token. */
export type AddToken = z.infer<typeof addTokenSchema>;

/** A new token: the only time that it is shown. */
export const newTokenSchema = tokenSchema.extend({ token: z.string() });

/** Which token a path names. */
export const tokenParamsSchema = z.object({ id: z.coerce.number().int().positive().max(MOST_ID) });
