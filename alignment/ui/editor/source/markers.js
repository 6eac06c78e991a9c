// The server's markers as CodeMirror's diagnostics, on the text that is on the screen now.

import { Text } from "@codemirror/state";

/** Where a one-based line and a column in characters (not UTF-16 units) lie in a text. */
function place(text, line, column) {
  const found = text.line(Math.min(Math.max(line, 1), text.lines));
  let from = found.from;
  for (const character of found.text) {
    if (column <= 1) break;
    from += character.length;
    column -= 1;
  }
  const word = /^(?:"[^"]*"|'[^']*'|[^\s,:[\]{}"']+)/.exec(found.text.slice(from - found.from));
  return { from, to: word ? from + word[0].length : Math.min(from + 1, found.to) };
}

function same(one, other, at) {
  const limit = Math.min(one.length, other.length);
  let count = 0;
  while (count < limit && at(one, count) === at(other, count)) count += 1;
  return count;
}

/** What was replaced between two texts: `{from, to, shift}`, positions in the first. */
export function difference(before, after) {
  const head = same(before, after, (text, index) => text.charCodeAt(index));
  const tail = same(before.slice(head), after.slice(head), (text, index) => text.charCodeAt(text.length - 1 - index));
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) };
}

/** Diagnostics for `shown`, from markers made for `checked`; those in a part that was changed since are left out. */
export function diagnostics(markers, checked, shown) {
  const text = Text.of(checked.split("\n"));
  const change = difference(checked, shown);
  const shift = change.insert.length - (change.to - change.from);
  const unchanged = checked === shown;
  return markers
    .map(({ line, column, severity, message }) => ({ ...place(text, line, column), severity, message }))
    .filter(({ from, to }) => unchanged || to <= change.from || from >= change.to)
    .map((each) => (unchanged || each.to <= change.from ? each : moved(each, shift)));
}

const moved = (each, shift) => ({ ...each, from: each.from + shift, to: each.to + shift });
