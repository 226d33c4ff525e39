import { Wake } from "../../core/wake.ts";

/** Called when events were put into the inbox; the worker waits for it. */
export const inboxWake = new Wake("inbox");
