import { Wake } from "../../core/wake.ts";

/** Called when a segment was made or changed, or somebody was put on a list. */
export const segmentsWake = new Wake("segments");

/** Called when moves were found that webhooks may want. */
export const webhooksWake = new Wake("segment webhooks");
