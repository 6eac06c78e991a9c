// Colours on white: text at least 4.5:1, symbols and outlines at least 3:1.

import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const BLUE = "#154273";
const RED = "#a30000";
const BROWN = "#7a4b00";
const GREY = "#595959";

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: BLUE, fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: "#1b5e20" },
  { tag: tags.comment, color: GREY, fontStyle: "italic" },
  { tag: [tags.labelName, tags.typeName, tags.meta, tags.keyword], color: "#6a1b6a" },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: "#444444" },
]);

const sign = (symbol, color) => ({ content: "normal", "&::before": { content: `"${symbol}"`, color } });

const theme = EditorView.theme({
  "&": { color: "#1a1a1a", backgroundColor: "#ffffff", border: "1px solid #767676", fontSize: "0.9rem" },
  "&.cm-focused": { outline: `3px solid ${BLUE}`, outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "'Source Code Pro', ui-monospace, Consolas, monospace", lineHeight: "1.5" },
  ".cm-content": { caretColor: "#000000" },
  ".cm-gutters": { color: GREY, backgroundColor: "#f5f7fa", borderRight: "1px solid #d0d0d0" },
  ".cm-activeLine": { backgroundColor: "#f3f7fb" },
  ".cm-activeLineGutter": { color: "#1a1a1a", backgroundColor: "#e3ebf3" },
  ".cm-lint-marker": { fontSize: "1rem", textAlign: "center", fontWeight: "700", lineHeight: "1" },
  ".cm-lint-marker-error": sign("✖", RED),
  ".cm-lint-marker-warning": sign("▲", BROWN),
  ".cm-lintRange-error": { backgroundImage: "none", textDecoration: `underline wavy ${RED} 1.5px` },
  ".cm-lintRange-warning": { backgroundImage: "none", textDecoration: `underline dashed ${BROWN} 2px` },
  ".cm-diagnostic-error": { borderLeftColor: RED },
  ".cm-diagnostic-warning": { borderLeftColor: BROWN },
  ".cm-tooltip": { color: "#1a1a1a", backgroundColor: "#ffffff", border: "1px solid #767676", maxWidth: "90vw" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "2px 8px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { color: "#ffffff", backgroundColor: BLUE },
  ".cm-searchMatch": { backgroundColor: "#ffe08a" },
  ".cm-searchMatch-selected": { backgroundColor: "#ffb74d", outline: "1px solid #1a1a1a" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "#d9e8d9" },
  ".cm-panels": { color: "#1a1a1a", backgroundColor: "#f5f7fa" },
  ".cm-panel.cm-search, .cm-panel.cm-gotoLine": { padding: "6px 30px 6px 6px", fontSize: "0.875rem" },
  ".cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label": { fontSize: "inherit" },
  ".cm-panel.cm-search [name=close]": { width: "24px", height: "24px", right: "4px", top: "6px", fontSize: "1.1rem" },
  ".cm-panel button, .cm-button": { color: "#1a1a1a", backgroundColor: "#ffffff", backgroundImage: "none" },
  ".cm-textfield": { backgroundColor: "#ffffff", border: "1px solid #767676" },
  ".cm-panel :focus-visible": { outline: `2px solid ${BLUE}` },
});

export const look = [theme, syntaxHighlighting(colours)];
