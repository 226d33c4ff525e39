/** The element of an identifier in the list. */
export function placeInList(handle: number): string {
  return `identifier-${handle}`;
}

/** Goes to an identifier in the list. */
export function focusOn(handle: number): void {
  const line = document.getElementById(placeInList(handle));
  line?.scrollIntoView({ block: "center" });
  line?.focus({ preventScroll: true });
}
