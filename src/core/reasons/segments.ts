/** Why something about segments is refused. */
export const segments = {
  not_found: {
    message: "There is no such segment.",
    fix: "It may have been deleted. Load the page again.",
  },
  deleted: {
    message: "This segment is deleted.",
    fix: "Bring it back from the list of deleted segments; it can be for 30 days.",
  },
  names_deleted: {
    message: "Its rule names segments that are deleted, too: {{names}}.",
    fix: "Bring those back first.",
  },
  changed_meanwhile: {
    message: "Somebody else has changed this segment meanwhile.",
    fix: "Load the page again and make the change once more.",
  },
  name_taken: { message: "Another segment has this name.", fix: "Give another name." },
  is_list: {
    message: "This is a list that is filled by hand: it has no rule.",
    fix: "Make a segment with a rule; it may name the list.",
  },
  is_rule: {
    message: "Who is in this segment, its rule says: nobody is put into it by hand.",
    fix: "Make a list and fill that.",
  },
  is_used: {
    message: "These stand on the segment: {{names}}.",
    fix: "Change or delete them first.",
  },
  too_costly: {
    message:
      "To work this rule out for all customers takes about {{seconds}} seconds of computing, which is more than it should.",
    fix: "Narrow its windows or leave conditions out; or save it all the same.",
  },
  span: {
    message: "This is no span of days, or it is longer than {{most}} days.",
    fix: "Give a first day that is not after the last.",
  },
  private_address: {
    message: "{{host}} is not on the open internet: nothing would be sent there.",
    fix: "Give a public address; if this one is meant, start Tenure with PRIVATE_WEBHOOKS=yes.",
  },
  no_webhook: {
    message: "There is no such webhook.",
    fix: "It may have been deleted. Load the page again.",
  },
} as const;
