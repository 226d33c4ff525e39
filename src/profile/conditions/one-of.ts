import { z } from "zod";
import type { Reason } from "../../core/reason.ts";

type Forms = Readonly<Record<string, z.ZodType>>;

/**
 * An object that is told by the key it has: the errors are those of the form that was meant, at their
 * own paths, and not of all forms at once.
 */
export function oneOf<Value>(forms: () => Forms): z.ZodType<Value, Value> {
  return chosen((given) => formOf(given, forms()) ?? Object.keys(forms()));
}

/** A value that is told by itself which form is meant; names of forms where none is. */
export function chosen<Value>(choose: (given: unknown) => z.ZodType | string[]): z.ZodType<Value, Value> {
  const schema = z.unknown().check((context) => {
    const { value: given } = context;
    const form = choose(given);
    if (Array.isArray(form)) {
      const message = "conditions.no_form" satisfies Reason;
      context.issues.push({ code: "custom", message, input: given, params: { forms: form } });
      return;
    }
    const parsed = form.safeParse(given);
    // Found already, with words of its own: only the path goes on from here.
    for (const issue of parsed.error?.issues ?? []) context.issues.push(issue as z.core.$ZodRawIssue);
  });
  // What passed is what was given: no form changes a value.
  return schema as unknown as z.ZodType<Value, Value>;
}

function formOf(given: unknown, forms: Forms): z.ZodType | null {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return null;
  const key = Object.keys(forms).find((name) => Object.hasOwn(given, name));
  return key === undefined ? null : (forms[key] ?? null);
}
