/** What may be wrong with a field of a request, whatever the field. */
export const form = {
  missing: { message: "This is missing." },
  too_short: {
    message_one: "At least {{n}} character is needed.",
    message_other: "At least {{n}} characters are needed.",
  },
  too_long: {
    message_one: "At most {{n}} character is allowed.",
    message_other: "At most {{n}} characters are allowed.",
  },
  too_few: { message: "Choose at least {{n}}." },
  too_many: { message: "At most {{n}} are allowed." },
  too_small: { message: "This must be {{least}} or more." },
  too_big: { message: "This must be {{most}} or less." },
  no_number: { message: "This is no number." },
  no_email: { message: "This is no e-mail address." },
  no_day: { message: "This is no day of the calendar." },
  no_choice: { message: "This is none of the choices." },
  holds_nul: { message: "The character U+0000 is in it, which no text has.", fix: "Leave it out." },
  control_characters: {
    message:
      "There are characters in it that nobody sees: line breaks, or marks that turn the direction of reading.",
    fix: "Type it by hand instead of pasting it.",
  },
  not_accepted: { message: "This is not accepted." },
} as const;
