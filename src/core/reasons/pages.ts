/** Why something about a source is refused. */
export const sources = {
  shop_format: { message: "Letters, digits, dots and hyphens are allowed, at most 60." },
  not_found: { message: "There is no source {{id}}.", fix: "Look for it in the list of sources." },
  has_events: {
    message: "Events came from this source, so it stays.",
    fix: "Disable it instead: its key stops working and its events keep their name.",
  },
  events_wait: {
    message: "Events wait to be worked off; they may be of this source.",
    fix: "Try again in a moment.",
  },
} as const;

/** Why something about a customer is refused. */
export const customers = {
  not_found: {
    message: "No customer has the id {{id}}.",
    fix: "Search for the customer by name, e-mail or any identifier.",
  },
} as const;

/** Why a decision about who is who is refused. */
export const identity = {
  too_large: {
    message: "Together the two would have too many identifiers for one customer.",
    fix: "Split off those that are not the customer's first.",
  },
  stands_alone: {
    message: "The identifier stands alone already.",
    fix: "Nothing ties it to anybody: there is nothing to split.",
  },
  no_merge: { message: "There is no such merge, or it was undone.", fix: "Load the page again." },
  no_judgement: {
    message: "There is no such decision, or it was taken back.",
    fix: "Load the page again.",
  },
  other_handle: {
    message: "The identifier is not one of this customer's.",
    fix: "Load the page again: it may belong to somebody else by now.",
  },
  one_already: { message: "The two are one customer already.", fix: "Choose another customer." },
} as const;

/** Why rules of who is one customer are refused. */
export const rules = {
  type_name: {
    message: "A type's name begins with a letter; small letters, digits, dots and underscores may follow.",
  },
  type_twice: { message: "Two lines are of the same type.", fix: "Put both into one." },
  type_missing: { message: "A type that every workspace has is missing.", fix: "Load the page again." },
  user_id_first: { message: "The user id stands first.", fix: "Put it back to the top." },
  devices_last: {
    message: "What names a browser or a device stands behind what names a customer.",
    fix: "Put it back to the end.",
  },
  device_type: {
    message: "The name is one of a browser or a device.",
    fix: "Choose another: the line for devices holds for it.",
  },
  fixed_place: {
    message: "Only types of your own are read from traits and properties that you name.",
    fix: "Make a type of your own.",
  },
  blocks_all: {
    message: "This would block every value.",
    fix: "Write something beside the asterisk, such as test-*.",
  },
  changed_meanwhile: {
    message: "Somebody else changed the rules meanwhile.",
    fix: "Load the page again; nothing of yours was applied.",
  },
  nothing_changed: { message: "These are the rules that hold already.", fix: "Change something first." },
  no_version: { message: "There is no such version of the rules.", fix: "Load the page again." },
  always_unique: {
    message: "A user id and a device always name one customer at a time.",
    fix: "Leave them so.",
  },
} as const;

/** Why something about matching is refused. */
export const matches = {
  running: { message: "A matching waits or runs already.", fix: "Wait for its end, or cancel it." },
  not_running: { message: "This matching neither waits nor runs.", fix: "Load the page again." },
  no_run: { message: "There is no such matching, or it has not ended.", fix: "Load the page again." },
  no_joins: {
    message: "This matching has joined nobody by itself, or is being undone.",
    fix: "Load the page again.",
  },
  no_pair: { message: "There is no such pair any more.", fix: "Go on with the next one." },
  answered: { message: "Somebody has answered this pair meanwhile.", fix: "Go on with the next one." },
  settled: {
    message: "The two were joined or parted by other ways meanwhile.",
    fix: "Go on with the next one.",
  },
  nothing_to_undo: { message: "You have no answer to take back.", fix: "Go on with the next pair." },
  thresholds: {
    message: "The lower threshold lies above the upper one.",
    fix: "Lower it, or raise the upper one.",
  },
} as const;

/** Why something about personas is refused. */
export const personas = {
  running: { message: "Personas are being looked for already.", fix: "Wait for the end, or cancel it." },
  not_running: { message: "Personas are not being looked for.", fix: "Load the page again." },
  none: { message: "There is no such persona any more.", fix: "Look for it in the list of personas." },
} as const;

/** Why something about the demo shop is refused. */
export const demo = {
  not_loading: { message: "The demo shop is not being loaded.", fix: "Load the page again." },
  none: { message: "There is no demo shop to remove.", fix: "Load the page again." },
  there_already: { message: "There is a demo shop already.", fix: "Remove it first." },
} as const;

/** Why figures are not answered. */
export const figures = {
  to_before_from: { message: "The last day lies before the first.", fix: "Swap the two days." },
  too_many_periods: {
    message_one: "That is more than {{n}} period.",
    message_other: "That is more than {{n}} periods.",
    fix: "Choose a later first day or longer periods.",
  },
  value_alone: {
    message: "A value is given without its dimension.",
    fix: "Give both.",
  },
  dimension_alone: {
    message: "A dimension is given without its value.",
    fix: "Give both.",
  },
  set_of_period: {
    message: "These customers are those of a period, and none is given.",
    fix: "Give a period and any day in it.",
  },
  within_missing: {
    message: "It is not said within how many days they ordered again.",
    fix: "Give the number of days, such as 30.",
  },
  who_unknown: {
    message: "There is no segment or persona “{{name}}”.",
    fix: "Give segment: with its number or name, or persona: with its id.",
  },
  compare_same: { message: "Both sides are the same.", fix: "Choose another set for one of them." },
  compare_no_line: {
    message: "This comparison has no such line.",
    fix: "Take the key of one of its lines.",
  },
  who_too_many: { message: "Figures are held to at most {{most}} sets at once.", fix: "Leave some out." },
  answer_too_large: { message: "The answer is too large.", fix: "Ask for fewer rows." },
  rfm_not_rising: {
    message: "A threshold lies below the one before it.",
    fix: "Write them from the smallest to the largest.",
  },
  rfm_amount: { message: "That is no amount.", fix: "Write a number such as 120.50." },
  rfm_one_of: {
    message: "Neither thresholds nor a version are given, or both.",
    fix: "Give one of them.",
  },
  rfm_no_version: {
    message: "There are no such thresholds in this currency.",
    fix: "Choose one of the versions that are listed.",
  },
} as const;

/** Failures of the server itself, and of the way to it. */
export const server = {
  too_slow: {
    message: "The request did not arrive in time.",
    fix: "Send the same again, over a faster connection or in smaller parts.",
  },
  bug: {
    message: "Something went wrong inside Tenure.",
    fix: "Look for request {{id}} in the server’s log and report it.",
  },
} as const;
