import { Button, Modal, Popover, Tooltip, createTheme, type CSSVariablesResolver } from "@mantine/core";

/** The accent in ten shades, as Mantine wants them; 8 is the light theme's, 4 the dark one's. */
const accent = [
  "#e6f1ef",
  "#cfe6e2",
  "#9fd6ce",
  "#5cd9c9",
  "#2dd4bf",
  "#1fae9f",
  "#178f84",
  "#12827a",
  "#0f766e",
  "#0b5f58",
] as const;

/** The greys of the dark theme: ink, muted, line, panel, ground in the places where Mantine looks. */
const dark = [
  "#e8eaee",
  "#c3c9d3",
  "#98a2b3",
  "#667085",
  "#2a313c",
  "#222934",
  "#181d25",
  "#141920",
  "#12161c",
  "#0d1015",
] as const;

/** A tooltip answers to the pointer, the keyboard and the finger alike. */
const everyWay = { hover: true, focus: true, touch: true };

const [small, text] = ["var(--text-small)", "var(--text)"];

/** Our theme: Mantine's components in the colours of styles/tokens.css. */
export const theme = createTheme({
  fontFamily: "var(--font)",
  primaryColor: "accent",
  primaryShade: { light: 8, dark: 4 },
  colors: { accent: [...accent], dark: [...dark] },
  defaultRadius: 8,
  autoContrast: true,
  luminanceThreshold: 0.4,
  cursorType: "pointer",
  fontSizes: { xs: small, sm: text, md: text, lg: text, xl: "var(--text-title)" },
  components: {
    Button: Button.extend({ defaultProps: { size: "sm", fw: 500, variant: "filled" } }),
    Tooltip: Tooltip.extend({ defaultProps: { multiline: true, maw: 320, events: everyWay } }),
    Popover: Popover.extend({ defaultProps: { shadow: "md", width: 340, withinPortal: true } }),
    Modal: Modal.extend({ defaultProps: { centered: true, radius: 12 } }),
  },
});

/** Mantine's own variables, taken from our tokens. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    "--mantine-color-body": "var(--ground)",
    "--mantine-color-text": "var(--ink)",
    "--mantine-color-dimmed": "var(--muted)",
    "--mantine-color-placeholder": "var(--muted)",
    "--mantine-color-default": "var(--panel)",
    "--mantine-color-default-hover": "var(--ground)",
    "--mantine-color-default-border": "var(--line)",
    "--mantine-color-default-color": "var(--ink)",
    "--mantine-color-anchor": "var(--accent)",
    "--mantine-color-error": "var(--bad)",
  };
  return { variables: {}, light: shared, dark: shared };
};
