// CodeMirror's own words, by the name that they have in the texts of the interface.

const PHRASES = {
  completions: "Completions",
  control: "Control character",
  diagnostics: "Diagnostics",
  "no-diagnostics": "No diagnostics",
  "selection-deleted": "Selection deleted",
  find: "Find",
  replace: "Replace",
  next: "next",
  previous: "previous",
  all: "all",
  "match-case": "match case",
  regexp: "regexp",
  "whole-word": "by word",
  "replace-one": "replace",
  "replace-all": "replace all",
  close: "close",
  "current-match": "current match",
  "on-line": "on line",
  "replaced-on-line": "replaced match on line $",
  replaced: "replaced $ matches",
  "go-to-line": "Go to line",
  go: "go",
};

/** The words for CodeMirror; where a text has `{n}`, CodeMirror has `$`. */
export const phrases = (words) =>
  Object.fromEntries(Object.entries(PHRASES).map(([name, phrase]) => [phrase, words[name].replace(/\{n\}/, "$")]));

/** A text of ours with its parameters filled in. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
