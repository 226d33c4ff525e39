/** What counts as one customer: the rules that a workspace may change. Safe in a browser. */
import { z } from "zod";
import type { Reason } from "../../core/reason.ts";
import { isDevice, isOpenType } from "./identifier-type.ts";

/** In which time a limit counts. */
export const WINDOWS = ["ever", "year", "month", "week"] as const;

/** Stands for every type that has no line of its own; in blocked values, for every type. */
export const ANY_TYPE = "*";

/** The types that have a line in all rules. Devices stand at the end. */
const BUILT_IN = ["user_id", "email", "phone", ANY_TYPE, "anonymous_id", "device_id"] as const;

/** Where a type is read from, beside `context.externalIds`. */
const Place = z.object({
  in: z.enum(["trait", "property"]),
  name: z.string().trim().min(1).max(100),
});

/** How one type of identifier counts. Its place in the list is its priority. */
export const TypeRule = z.object({
  type: z
    .string()
    .refine((type) => type === ANY_TYPE || isOpenType(type), "rules.type_name" satisfies Reason),
  /** How many a customer may have; null: as many as there are. */
  limit: z.int().min(1).max(1000).nullable(),
  /** The limit counts identifiers first seen within any such time. */
  window: z.enum(WINDOWS),
  /** A value names one customer; where it doesn't, it joins nobody. */
  unique: z.boolean(),
  /** A value on more customers than this joins nobody; null: however many. Of a device: owners in turn. */
  mostCustomers: z.int().min(1).max(10_000).nullable(),
  /** Of types that the workspace made: where values stand in events, the first that is there counts. */
  from: z.array(Place).max(5),
});

/** How one type of identifier counts. */
export type TypeRule = z.infer<typeof TypeRule>;

/** Values that stand for nobody or for many. */
const Blocked = z.object({
  /** `null`, `anonymous`, `-1`, zeros, mail domains that never receive anything … */
  placeholders: z.boolean(),
  /** Mailboxes of an office: info@, sales@ … */
  offices: z.boolean(),
  /** Addresses that marketplaces give out for a sale. */
  relays: z.boolean(),
  /** Phone numbers that are too short, or one digit over and over. */
  repeatedDigits: z.boolean(),
  /** The workspace's own; `*` in a value stands for any text. */
  values: z
    .array(
      z.object({
        type: z.string().min(1).max(64),
        value: z
          .string()
          .trim()
          .min(1)
          .max(255)
          .refine((value) => !/^[*\s]*$/.test(value), "rules.blocks_all" satisfies Reason),
      }),
    )
    .max(1000),
});

/** A country by its ISO 3166 code. */
const Country = z.string().regex(/^[A-Z]{2}$/, "settings.no_country" satisfies Reason);

/** What counts as one customer. */
export const IdentityRules = z
  .object({
    types: z.array(TypeRule).max(50),
    blocked: Blocked,
    /** Addresses that one provider delivers to one mailbox (dots, what follows a plus) are one customer's. */
    mailboxes: z.boolean().default(false),
    /** How phone numbers without a prefix are read where they come from a source; else as the workspace says. */
    countries: z.array(z.object({ source: z.int().positive(), country: Country })).max(1000),
  })
  .superRefine(({ types }, context) => {
    const wrong = wrongIn(types);
    if (wrong) context.addIssue({ code: "custom", message: wrong, path: ["types"] });
  });

/** What counts as one customer. */
export type IdentityRules = z.infer<typeof IdentityRules>;

/** Whether people made this type, so that they may also take it away. */
export function isOwnType(type: string): boolean {
  return !(BUILT_IN as readonly string[]).includes(type);
}

/** Why these types, in this order, can't be; null where they can. */
function wrongIn(types: readonly TypeRule[]): Reason | null {
  const names = types.map(({ type }) => type);
  if (new Set(names).size < names.length) return "rules.type_twice";
  if (BUILT_IN.some((type) => !names.includes(type))) return "rules.type_missing";
  if (names[0] !== "user_id") return "rules.user_id_first";
  const devices = names.findIndex(isDevice);
  if (names.slice(devices).some((type) => !isDevice(type))) return "rules.devices_last";
  if (names.some((type) => isDevice(type) && isOwnType(type))) return "rules.device_type";
  if (types.some(({ type, from }) => from.length > 0 && !isOwnType(type))) return "rules.fixed_place";
  const fixed = types.filter(({ type }) => type === "user_id" || isDevice(type));
  return fixed.some(({ unique }) => !unique) ? "rules.always_unique" : null;
}

/** One thing that differs between two versions of the rules. */
export const RuleChange = z.object({
  what: z.enum([
    ...["added", "removed", "limit", "unique", "mostCustomers", "from", "priority"],
    ...["kind", "blocked", "unblocked", "mailboxes", "country"],
  ] as const),
  /** The type, the kind of blocked values, or the source that it is about; empty where it is about all. */
  about: z.string(),
  /** Empty: none. A limit is its number and its window. */
  before: z.string(),
  after: z.string(),
});

/** One thing that differs between two versions of the rules. */
export type RuleChange = z.infer<typeof RuleChange>;
