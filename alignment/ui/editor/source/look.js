// Colours are properties of the page (alignment/charts/palette.py), which follow the theme.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const BLUE = "var(--blue)";
const RED = "var(--error)";
const BROWN = "var(--warning)";
const GREY = "var(--quiet)";

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: BLUE, fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--success)" },
  { tag: tags.comment, color: GREY, fontStyle: "italic" },
  { tag: [tags.labelName, tags.typeName, tags.meta, tags.keyword], color: "var(--threshold)" },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: GREY },
]);

const sign = (symbol, color) => ({ content: "normal", "&::before": { content: `"${symbol}"`, color } });

const theme = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--ground)", border: "1px solid var(--edge)", fontSize: "0.9rem" },
  "&.cm-focused": { outline: `3px solid ${BLUE}`, outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "'Source Code Pro', ui-monospace, Consolas, monospace", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--interval)",
  },
  ".cm-gutters": { color: GREY, backgroundColor: "var(--raised)", borderRight: "1px solid var(--rule)" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--raised) 60%, transparent)" },
  ".cm-activeLineGutter": { color: "var(--ink)", backgroundColor: "var(--interval)" },
  ".cm-lint-marker": { fontSize: "1rem", textAlign: "center", fontWeight: "700", lineHeight: "1" },
  ".cm-lint-marker-error": sign("✖", RED),
  ".cm-lint-marker-warning": sign("▲", BROWN),
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: `underline wavy ${RED} 1.5px` },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: `underline dashed ${BROWN} 2px` },
  ".cm-diagnostic-error": { borderLeftColor: RED },
  ".cm-diagnostic-warning": { borderLeftColor: BROWN },
  ".cm-tooltip": { color: "var(--ink)", backgroundColor: "var(--ground)", border: "1px solid var(--edge)", maxWidth: "90vw" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "2px 8px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "var(--ground)", backgroundColor: BLUE },
  ".cm-searchMatch": { backgroundColor: "var(--conditional)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--opposes)", outline: "1px solid var(--ink)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "var(--indirect)" },
  ".cm-panels": { color: "var(--ink)", backgroundColor: "var(--raised)" },
  ".cm-panel.cm-search, .cm-panel.cm-gotoLine": { padding: "6px 30px 6px 6px", fontSize: "0.875rem" },
  ".cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label": { fontSize: "inherit" },
  ".cm-panel.cm-search [name=close]": { width: "24px", height: "24px", right: "4px", top: "6px", fontSize: "1.1rem" },
  ".cm-panel button, .cm-button": { color: "var(--ink)", backgroundColor: "var(--ground)", backgroundImage: "none" },
  ".cm-textfield": { color: "var(--ink)", backgroundColor: "var(--ground)", border: "1px solid var(--edge)" },
  ".cm-panel :focus-visible": { outline: `2px solid ${BLUE}` },
});

export const look = [theme, syntaxHighlighting(colours)];
