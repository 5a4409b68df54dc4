import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

/** The one accent: a calm blue-green. Shade 7 carries white text at 5.9 : 1. */
const tide: MantineColorsTuple = [
  "#eaf6f6",
  "#d3eaea",
  "#a9d6d6",
  "#7cc0c1",
  "#55a9ab",
  "#389296",
  "#268085",
  "#1c6f74",
  "#135a5f",
  "#0b464a",
];

/** Grounds and lines of the dark scheme, with a little of the accent in them. */
const dark: MantineColorsTuple = [
  "#e4ecee",
  "#c3d0d4",
  "#a3b3b9",
  "#7f9199",
  "#415056",
  "#38464b",
  "#222c30",
  "#12181a",
  "#0e1315",
  "#0a0e10",
];

const systemFonts =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif';

/** Sizes, colours and type of every screen. */
export const theme = createTheme({
  primaryColor: "tide",
  primaryShade: { light: 7, dark: 7 },
  colors: { tide, dark },
  fontFamily: systemFonts,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  headings: {
    fontWeight: "650",
    sizes: {
      h1: { fontSize: "1.375rem", lineHeight: "1.3" },
      h2: { fontSize: "1.0625rem", lineHeight: "1.35" },
      h3: { fontSize: "0.9375rem", lineHeight: "1.4" },
    },
  },
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
});

/** Colours that Mantine ships too faint for text: all of these reach 4.5 : 1 on their ground. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#f4f7f7",
    "--mantine-color-text": "#16262b",
    "--mantine-color-dimmed": "#4d5f66",
    "--mantine-color-placeholder": "#5e6f76",
    "--mantine-color-error": "#b3261e",
    "--mantine-color-default-border": "#cfd9db",
    "--cw-surface": "#ffffff",
    "--cw-sunken": "#edf2f2",
    "--cw-line": "#dfe7e8",
    "--cw-accent-text": "#135a5f",
    "--cw-accent-soft": "#e3f2f2",
    "--cw-fresh": "#fff6d6",
  },
  dark: {
    "--mantine-color-body": "#12181a",
    "--mantine-color-text": "#e4ecee",
    "--mantine-color-dimmed": "#a3b3b9",
    "--mantine-color-placeholder": "#91a1a7",
    "--mantine-color-error": "#ff9d94",
    "--mantine-color-default-border": "#38464b",
    "--cw-surface": "#1a2225",
    "--cw-sunken": "#0e1315",
    "--cw-line": "#2b373b",
    "--cw-accent-text": "#7fd0d0",
    "--cw-accent-soft": "#173335",
    "--cw-fresh": "#3a3413",
  },
});
