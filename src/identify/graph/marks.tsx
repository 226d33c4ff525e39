/** The shapes of the kinds of identifiers, the same in the drawing and in the list beside it. */

const PERSON = "M8 8a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 8 8zM2 14.5c.5-3.2 2.7-5 6-5s5.5 1.8 6 5z";
const CARD = "M1 3.5h14v9.5H1zM1 5.8v2h14v-2z";
const BROWSER = "M1 2.5h14v11H1zM2.6 6v6h10.8V6z";
const GHOST = "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3z";

const PATHS: Readonly<Record<string, string>> = {
  user_id: PERSON,
  claimed_user_id: PERSON,
  email: "M1 3h14L8 8.4zM1 4.9V13h14V4.9L8 10.3z",
  phone: "M5 1h6a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V2a1 1 0 0 1 1-1zM5.5 3v8.5h5V3z",
  anonymous_id: BROWSER,
  ga_client_id: BROWSER,
  cross_domain_id: BROWSER,
  device_id: "M3 3h10v7.5H3zM1 11.8h14v1.6H1z",
  order: "M2.8 5.2h10.4L14 14.5H2zM5.2 5.2a2.8 2.8 0 0 1 5.6 0H9.4a1.4 1.4 0 0 0-2.8 0z",
  other_profile: GHOST,
};

/** The outline of a kind of identifier, in a square of 16; `other_profile` stands for another customer. */
export function pathOf(type: string): string {
  return PATHS[type] ?? CARD;
}

/** The shape of a kind of identifier, in a list; the words beside it say the same. */
export function Mark({ type }: { type: string }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden>
      <path d={pathOf(type)} />
    </svg>
  );
}
