/** What segments, folders and tags may be called: text of one line that reads as it is written. */
import { z } from "zod";
import type { Reason } from "../../core/reason.ts";

/** Control characters, ends of lines, what has no width, and what turns the direction of all that follows. */
const CONTROL = /[\p{Cc}\u200b\u2028\u2029\u202a-\u202e\u2060\ufeff]/u;

/** Marks that only keep a part's direction to itself, as the pages put them around names: they go. */
const ISOLATES = /[\u2066-\u2069]/gu;

const text = (longest: number) =>
  z
    .string()
    .overwrite((given) => given.replace(ISOLATES, ""))
    .trim()
    .max(longest)
    .refine((given) => !CONTROL.test(given), "form.control_characters" satisfies Reason);

const named = (longest: number) => text(longest).min(1);

/** A segment's name. */
export const Name = named(120);

/** Where it is filed. */
export const Folder = text(120).describe('"" for none; a slash parts folders in folders.');

/** What it is marked with. */
export const Tags = z.array(named(40)).max(20);
