// Offers the allowed values of a key: after `key:`, in a list under it, and within `{…}` and `[…]`.

import { syntaxTree } from "@codemirror/language";

const KEY = String.raw`["']?([\w-]+)["']?\s*:`;
const IN_LINE = new RegExp(String.raw`(?:^|[\s{,[])${KEY}(?:\s*\[(?:[^\[\]{}]*,)?)?(\s*)["']?([\w.-]*)$`);
const IN_LIST = /^(\s*)-(\s*)["']?([\w.-]*)$/;
const OPENED = new RegExp(String.raw`^(\s*(?:-\s+)?)${KEY}\s*(?:#.*)?$`);
const PROSE = /Comment|BlockLiteral/;

function listKey(doc, number, indent) {
  for (let line = number - 1; line > 0; line -= 1) {
    const { text } = doc.line(line);
    if (!text.trim() || /^\s*#/.test(text)) continue;
    const opened = OPENED.exec(text);
    if (opened && opened[1].length <= indent) return opened[2];
    const item = /^(\s*)-/.exec(text);
    if (!item || item[1].length < indent) return null;
  }
  return null;
}

function asked(context) {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const within = IN_LINE.exec(before);
  if (within) return { key: within[1], gap: within[2] || before.endsWith("[") ? "" : needed(within), word: within[3] };
  const item = IN_LIST.exec(before);
  if (!item) return null;
  const key = listKey(context.state.doc, line.number, item[1].length);
  return key && { key, gap: item[2] ? "" : " ", word: item[3] };
}

/** YAML wants a space after the colon, unless a bracket or a comma stands between. */
const needed = (within) => (within[0].slice(0, within[0].length - within[3].length).endsWith(":") ? " " : "");

/** A completion source; `values()` maps each key to what may stand there. */
export const source = (values) => (context) => {
  if (context.state.readOnly) return null;
  if (PROSE.test(syntaxTree(context.state).resolveInner(context.pos, -1).name)) return null;
  const found = asked(context);
  const offered = found && Object.hasOwn(values(), found.key) ? values()[found.key] : [];
  const { word } = found ?? {};
  if (!offered.length || (!context.explicit && offered.includes(word))) return null;
  const options = offered.map((label, index) => {
    const sortText = String(index).padStart(4, "0"); // in the order in which they were given
    return { label, sortText, apply: `${found.gap}${label}` };
  });
  return { from: context.pos - word.length, options };
};
