/** Why something of the workspace's settings is refused. */
export const settings = {
  no_currency: { message: "This is no currency code of ISO 4217 in capitals, such as EUR, TRY or USD." },
  no_time_zone: { message: "This is no time zone's name, such as Europe/Istanbul or UTC." },
  no_country: { message: "This is no country's two capital letters (ISO 3166), such as TR." },
  rate_format: { message: "A rate is a decimal with a point and at most 12 places, such as 0.0253." },
  rate_not_above_0: { message: "A rate must be above 0." },
  own_currency: {
    message: "{{currency}} is the workspace’s own currency.",
    fix: "Give the rate of another currency towards it.",
  },
  no_rate: {
    message: "There is no rate of {{currency}} from {{day}}.",
    fix: "It may have been removed already. Load the page again.",
  },
} as const;

/** Why something about people is refused. */
export const people = {
  admin_exists: { message: "There is an admin already.", fix: "Sign in." },
  persons_only: {
    message: "Only somebody who is signed in can do this for themselves.",
    fix: "Sign in with e-mail and password.",
  },
  wrong_password: {
    message: "The e-mail address or the password is wrong.",
    fix: "Try again, or ask an admin for a link to set a new password.",
  },
  wrong_current_password: {
    message: "This is not your current password.",
    fix: "Try again, or ask an admin for a link to set a new password.",
  },
  setup_link_gone: {
    message: "This link was used already, was replaced by a newer one, or has expired.",
    fix: "Start Tenure again: while there is no admin, each start prints a new link.",
  },
  link_gone: {
    message: "This link was used already, was replaced by a newer one, or has expired.",
    fix: "Ask an admin for a new link.",
  },
  email_taken: {
    message: "Somebody with this e-mail address is here already.",
    fix: "Change that person, or give another address.",
  },
  last_admin: {
    message: "There must always be an admin.",
    fix: "Make somebody else an admin first.",
  },
  not_found: { message: "There is no such person.", fix: "They may have been removed. Load the page again." },
  too_many_tries: {
    message: "Too many wrong passwords.",
    fix_one: "Wait {{n}} minute, or ask an admin for a new link.",
    fix_other: "Wait {{n}} minutes, or ask an admin for a new link.",
  },
} as const;

/** Why something about API tokens is refused. */
export const tokens = {
  beyond_own: {
    message: "You cannot hand out {{scopes}}: you do not have it yourself.",
    fix: "Leave it out, or ask somebody who has it.",
  },
  not_found: {
    message: "There is no such token, or it is revoked already.",
    fix: "Load the page again to see the tokens that there are.",
  },
} as const;
