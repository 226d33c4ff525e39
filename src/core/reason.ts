import { REASONS } from "./reasons/index.ts";

type Reasons = typeof REASONS;

/** The stable name of a reason, such as "people.email_taken"; the texts stand in {@link REASONS}. */
export type Reason = {
  [Group in keyof Reasons]: `${Group}.${keyof Reasons[Group] & string}`;
}[keyof Reasons];

type TextsOf<Name extends Reason> = Name extends `${infer Group extends keyof Reasons}.${infer Key}`
  ? Reasons[Group][Key & keyof Reasons[Group]]
  : never;

type NamesIn<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The values that a reason's texts take in. */
type ValueNames<Name extends Reason> = NamesIn<TextsOf<Name>[keyof TextsOf<Name>]>;

/** A value of a text; a list is written in the reader's way. */
export type Value = string | number | readonly string[];

/** Values by the names that the texts give them. */
export type Values = Readonly<Record<string, Value>>;

/** Words that a reason gave. */
export type Told = Words & Because & { readonly fix: string };

/** A reason and what stands in its texts. */
export type Because = { readonly reason: Reason; readonly values?: Values | undefined };

/**
 * Why something is refused: the English words for whoever asks by program, and, where a page may
 * show it, the reason by which the page says the same in the reader's language.
 */
export type Words = {
  readonly message: string;
  readonly fix?: string | undefined;
  readonly reason?: Reason | undefined;
  readonly values?: Values | undefined;
};

/** The words of a reason. `n` chooses between the forms for one and for many. */
export function because<Name extends Reason>(
  reason: Name,
  ...given: [ValueNames<Name>] extends [never] ? [] : [values: Record<ValueNames<Name>, Value>]
): Told {
  return { ...write(textsOf(reason), given[0] ?? {}), reason, ...(given[0] && { values: given[0] }) };
}

/** The words of a reason for a log, in which `reason` is the name of a coarser class. */
export function toldBecause({ message, fix, reason, values }: Told): {
  message: string;
  fix: string;
  because: Because;
} {
  return { message, fix, because: { reason, values } };
}

/** The words of the reason that a text names, for reasons without values; null where it names none. */
export function becauseNamed(text: string): Words | null {
  const texts = textsOf(text);
  return Object.keys(texts).length === 0 ? null : { ...write(texts, {}), reason: text as Reason };
}

function write(texts: Readonly<Record<string, string>>, values: Values): { message: string; fix: string } {
  const part = (name: string): string => {
    const text = texts[name] ?? texts[`${name}_${values["n"] === 1 ? "one" : "other"}`] ?? "";
    return text.replaceAll(/\{\{(\w+)\}\}/g, (_, value: string) => inEnglish(values[value]));
  };
  return { message: part("message"), fix: part("fix") };
}

function textsOf(reason: string): Readonly<Record<string, string>> {
  const [group = "", key = ""] = reason.split(".");
  const reasons: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> =
    REASONS;
  return (Object.hasOwn(reasons, group) && reasons[group]?.[key]) || {};
}

function inEnglish(value: Value | undefined): string {
  return typeof value === "object" ? value.join(", ") : String(value ?? "");
}
