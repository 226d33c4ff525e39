const DAY = 86_400_000;

/** How long a deleted segment can be brought back, in days. */
export const DAYS_DELETED = 30;

/** The same in milliseconds. */
export const KEPT_DELETED = DAYS_DELETED * DAY;
