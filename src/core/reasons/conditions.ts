/** Why a rule of a segment is refused. */
export const conditions = {
  no_form: {
    message: "This is no condition that is known.",
    fix: "Give it one of the keys that may stand here; the documentation of rules lists them.",
  },
  only_events: { message: "Only events have names and kinds.", fix: "Leave it out, or look at events." },
  no_field: {
    message: "There is no such field here.",
    fix: "Choose one of the fields, or a path below properties or context of an event.",
  },
  no_filter: {
    message: "What the row is like is missing.",
    fix: "Say what it, or one of its items, is like.",
  },
  ends_before: { message: "The end is not after the beginning.", fix: "Choose a later end." },
  begins_with_not: {
    message: "A sequence begins with something that was done.",
    fix: "Put what was not done behind a step that was.",
  },
  not_between: {
    message: "What was not done between two steps has no time of its own.",
    fix: "Give the time to the step that follows.",
  },
  too_deep: {
    message: "Conditions lie too deep in one another: at most eight levels.",
    fix: "Make a segment of a part, and name it here.",
  },
  too_many: {
    message: "These are more than fifty conditions.",
    fix: "Make a segment of a part, and name it here.",
  },
  no_segment: { message: "There is no segment {{id}}.", fix: "Choose another." },
  no_list: { message: "There is no list {{id}}.", fix: "Choose another." },
  no_persona: { message: "There is no persona {{id}}.", fix: "Choose another." },
  no_figure: { message: "There is no figure {{name}}.", fix: "Choose one of: {{names}}." },
  no_such_comparison: {
    message: "{{name}} is not compared in this way.",
    fix: "Choose a comparison of its kind: numbers, texts or times.",
  },
  no_country: {
    message: "“{{text}}” is neither the name of a country nor its code.",
    fix: "Write its name in English, Turkish or Arabic, or its two letters, such as DE.",
  },
  no_language: {
    message: "“{{text}}” is neither the name of a language nor its code.",
    fix: "Write its name in English, Turkish or Arabic, or its letters, such as de.",
  },
  only_codes: {
    message: "Countries and languages are kept as codes, which have no parts and no size.",
    fix: "Ask whether it is one of some, none of them, or known.",
  },
  goes_round: {
    message: "The rule comes back to itself, by the segments {{way}}.",
    fix: "Take one of these out of the rule.",
  },
} as const;
