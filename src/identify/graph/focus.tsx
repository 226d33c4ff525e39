/** The element of an identifier in the list. */
export function placeInList(handle: number): string {
  return `identifier-${handle}`;
}

/** The element of what people decided. */
export const DECISIONS = "decisions";

/** Goes to what people decided, where a decision just taken stands: the button that opened it may be gone. */
export function focusOnDecisions(): void {
  document.getElementById(DECISIONS)?.focus({ preventScroll: true });
}

/** Goes to an identifier in the list. */
export function focusOn(handle: number): void {
  const line = document.getElementById(placeInList(handle));
  line?.scrollIntoView({ block: "center" });
  line?.focus({ preventScroll: true });
}
