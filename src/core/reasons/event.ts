const SMALLER = "Send smaller batches.";
const OURS = "Tell us about it: this is a mistake of Tenure, not yours.";

/** Why an event is rejected. */
export const event = {
  no_json: { message: "The body is not valid JSON.", fix: "Send one JSON object, in UTF-8." },
  body_no_object: {
    message: "The body is not a JSON object.",
    fix: 'Send an event, or {"batch": […]}.',
  },
  unknown_encoding: {
    message: "Content-Encoding {{encoding}} is not known.",
    fix: "Send the body plain or as gzip.",
  },
  wrong_encoding: {
    message: "The body is not valid {{encoding}}.",
    fix: "Send the body plain or as gzip.",
  },
  body_too_large: { message: "The body is larger than {{kilobytes}} KB, unpacked.", fix: SMALLER },
  event_too_large: {
    message: "The event is larger than {{kilobytes}} KB.",
    fix: "Send less in properties, traits or context.",
  },
  batch_no_array: {
    message: "The batch is not an array.",
    fix: 'Send {"batch": [event, …]}.',
  },
  too_many: {
    message_one: "The batch has {{n}} event; {{most}} are allowed.",
    message_other: "The batch has {{n}} events; {{most}} are allowed.",
    fix: SMALLER,
  },
  no_object: {
    message: "The event is not a JSON object.",
    fix: "Send each event as an object: {…}.",
  },
  no_type: { message: "The event has no type that is known.", fix: "Send one of {{types}}." },
  no_identity: {
    message: "Neither userId nor anonymousId says whose event this is.",
    fix: "Send a userId or an anonymousId.",
  },
  field_missing: { message: "{{kind}} needs {{field}}.", fix: "Send {{field}} as text." },
  field_no_text: { message: "{{field}} is not text.", fix: "Send {{field}} as text." },
  field_no_object: { message: "{{field}} is not an object.", fix: "Send {{field}} as an object." },
  field_too_long: {
    message_one: "{{field}} has {{n}} character; {{most}} are allowed.",
    message_other: "{{field}} has {{n}} characters; {{most}} are allowed.",
    fix: "Shorten {{field}}.",
  },
  field_not_printable: {
    message: "{{field}} holds control characters.",
    fix: "Send {{field}} as plain, printable text.",
  },
  too_deep: {
    message: "The event nests objects more than {{most}} deep.",
    fix: "Flatten properties, traits and context.",
  },
  no_time: {
    message: "{{field}} is not a time.",
    fix: "Send ISO 8601 in UTC, such as 2026-01-31T12:00:00.000Z.",
  },
  time_out_of_range: {
    message: "{{field}} lies before 1970 or in the future, after the clock of the sender was accounted for.",
    fix: "Send ISO 8601 in UTC, such as 2026-01-31T12:00:00.000Z.",
  },
  erased: {
    message: "The event is dated before its customer was erased.",
    fix: "Nothing needs to be done; what the customer does from now on is taken.",
  },
  not_worked_off: { message: "The event could not be worked off ({{failure}}).", fix: OURS },
  not_stored: { message: "The store refused the event ({{failure}}).", fix: OURS },
} as const;
