import type { ReactNode } from "react";

function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
    >
      {children}
    </svg>
  );
}

/** An i in a circle. */
export const InfoIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6" />
    <path d="M8 7.5v3.2M8 5.2v.1" />
  </Icon>
);

/** An arrow that turns back round a clock's hands. */
export const RestatedIcon = () => (
  <Icon>
    <path d="M3.2 5.2A5.6 5.6 0 1 1 2.4 8M3 2.4v3h3M8 5.2V8l2 1.4" />
  </Icon>
);

/** A magnifying glass. */
export const SearchIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.5" />
    <path d="m10.5 10.5 3 3" />
  </Icon>
);

/** Sorted upwards or downwards. */
export const SortIcon = ({ down }: { down: boolean }) => (
  <Icon>
    <path d={down ? "m4.5 6.5 3.5 3.5 3.5-3.5" : "m4.5 9.5 3.5-3.5 3.5 3.5"} />
  </Icon>
);

/** Columns of a table. */
export const ColumnsIcon = () => (
  <Icon>
    <path d="M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10" />
  </Icon>
);

/** Down into a tray. */
export const DownloadIcon = () => (
  <Icon>
    <path d="M8 2.5v7M5 7l3 3 3-3M2.5 13h11" />
  </Icon>
);

/** Up out of a tray. */
export const UploadIcon = () => (
  <Icon>
    <path d="M8 10V3M5 5.5 8 2.5l3 3M2.5 13h11" />
  </Icon>
);

/** A person. */
export const PersonIcon = () => (
  <Icon>
    <circle cx="8" cy="5.5" r="2.7" />
    <path d="M3 13.5c.6-2.8 2.6-4 5-4s4.4 1.2 5 4" />
  </Icon>
);

/** The mark of Tenure: a ring that is nearly closed. */
export const Mark = () => (
  <svg width="20" height="20" viewBox="0 0 18 18" aria-hidden>
    <path d="M9 2.5A6.5 6.5 0 1 1 2.6 9.8" fill="none" stroke="var(--accent)" strokeWidth="4" />
  </svg>
);

/** Three dots: more can be done. */
export const MoreIcon = () => (
  <Icon>
    <path d="M3 8h.1M8 8h.1M13 8h.1" strokeWidth="2.4" />
  </Icon>
);
