import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Colours of the studio, which follow its scheme by themselves; each reaches 4.5 : 1 on its ground. */
const face = EditorView.theme({
  "&": {
    backgroundColor: "var(--cw-surface)",
    color: "var(--mantine-color-text)",
    fontSize: "0.8125rem",
  },
  "&.cm-focused": { outline: "2px solid var(--mantine-color-tide-7)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--mantine-font-family-monospace)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--mantine-color-text)", paddingBlock: "0.6rem" },
  ".cm-cursor": { borderLeftColor: "var(--mantine-color-text)" },
  ".cm-gutters": {
    backgroundColor: "var(--cw-surface)",
    color: "var(--mantine-color-dimmed)",
    borderInlineEnd: "1px solid var(--cw-line)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--cw-accent-soft)" },
  ".cm-tooltip": {
    backgroundColor: "var(--cw-surface)",
    color: "var(--mantine-color-text)",
    border: "1px solid var(--mantine-color-default-border)",
    borderRadius: "0.375rem",
    maxWidth: "min(32rem, 90vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { paddingBlock: "0.3rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--mantine-color-tide-7)",
    color: "white",
  },
  ".cm-tooltip-hover": { padding: "0.3rem 0.6rem" },
  ".cm-diagnostic": { padding: "0.3rem 0.6rem" },
  "@media (max-width: 47.99em), (pointer: coarse)": { "&": { fontSize: "1rem" } },
});

const words = HighlightStyle.define([
  { tag: tags.comment, color: "light-dark(#4d6269, #a3b3b9)", fontStyle: "italic" },
  {
    tag: [tags.propertyName, tags.definition(tags.propertyName)],
    color: "light-dark(#135a5f, #7cc0c1)",
  },
  { tag: tags.string, color: "light-dark(#7a3e00, #f0b97a)" },
  {
    tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace],
    color: "light-dark(#4d6269, #a3b3b9)",
  },
]);

/** How a text looks, in the light and in the dark. */
export const codeTheme = [face, syntaxHighlighting(words)];
