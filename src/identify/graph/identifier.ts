/** What points at a customer. Types are those of the rules, or a custom one from `context.externalIds`. */
export type Identifier = { readonly type: string; readonly value: string };

/** One text for a (type, value), for use as a key. */
export function keyOf(identifier: Identifier): string {
  return `${identifier.type}\n${identifier.value}`;
}
