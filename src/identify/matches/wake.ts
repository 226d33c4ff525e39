import { Wake } from "../../core/wake.ts";

/** Called when a run was asked for, an undo was, or the settings changed. */
export const matchesWake = new Wake("matches");
