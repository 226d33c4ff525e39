import { Wake } from "../../core/wake.ts";

/** Called when the demo is to be loaded or removed. */
export const demoWake = new Wake("demo");
