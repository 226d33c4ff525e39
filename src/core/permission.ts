/** What somebody may do. Routes name the one they need; roles and API tokens hold sets of them. */
export const PERMISSIONS = [
  "workspace:read",
  "workspace:write",
  "people:write",
  "tokens:write",
  "sources:read",
  "sources:write",
  "imports:read",
  "imports:write",
  "profiles:read",
  "profiles:export",
  "profiles:erase",
  "identity:write",
  "segments:read",
  "segments:write",
  "figures:read",
] as const;

/** One of {@link PERMISSIONS}. */
export type Permission = (typeof PERMISSIONS)[number];

/**
 * Who may call a route: a permission; `public` (sign-in, health); or `write-key`, checked by the
 * tracking routes themselves, which take no cookies.
 */
export type RouteAccess = Permission | "public" | "write-key";

/** The roles of people who log in. */
export const ROLES = ["admin", "viewer"] as const;

/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

const VIEWER: readonly Permission[] = [
  "workspace:read",
  "sources:read",
  "imports:read",
  "profiles:read",
  "segments:read",
  "figures:read",
];

/** What a role may do. */
export function permissionsOf(role: Role): readonly Permission[] {
  return role === "admin" ? PERMISSIONS : VIEWER;
}

/** Who asks: a person by session, a script by API token, or the owner of the data folder by its socket. */
export type Actor = {
  readonly kind: "person" | "token" | "owner";
  readonly id: string;
  readonly name: string;
  readonly permissions: ReadonlySet<Permission>;
};
