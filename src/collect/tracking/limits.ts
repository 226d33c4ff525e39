/** Bytes of one event, counted after unpacking. */
export const EVENT_BYTES = 32 * 1024;
/** Bytes of one request, counted after unpacking. */
export const BODY_BYTES = 500 * 1024;
/** Events of one batch. */
export const BATCH_EVENTS = 2500;
/** Characters of a messageId. */
export const MESSAGE_ID_LENGTH = 100;
/** Characters of userId, anonymousId, previousId, groupId and names. */
export const ID_LENGTH = 500;
/** Objects within objects. Both stores refuse far deeper ones. */
export const DEPTH = 32;
/** How far ahead of the server an event may be: a time zone taken for UTC, and a bit. */
export const AHEAD_MILLISECONDS = 36 * 3600 * 1000;
