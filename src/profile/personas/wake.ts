import { Wake } from "../../core/wake.ts";

/** Called when a run was asked for. */
export const personasWake = new Wake("personas");
