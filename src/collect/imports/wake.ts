import { Wake } from "../../core/wake.ts";

/** Called when an import waits for its next step. */
export const importsWake = new Wake("imports");
