// The editor on the page: CodeMirror, and below it how many problems there are, what is stored, and a line of help.

import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, insertNewlineKeepIndent } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching } from "@codemirror/language";
import { forEachDiagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState, Prec, Transaction } from "@codemirror/state";
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { source } from "./completion.js";
import { look } from "./look.js";
import { diagnostics, difference } from "./markers.js";
import { fill, phrases } from "./phrases.js";

const fromServer = Annotation.define();
let made = 0;

function part(parent, tag, className, attributes = {}) {
  const node = document.createElement(tag);
  node.className = className;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  parent.append(node);
  return node;
}

/** Changes a node's text only if it differs: a live region would say it again. */
const say = (node, text) => {
  if (node.textContent !== text) node.textContent = text;
};

export class Screen {
  /** `on` has `typed()` and `left()`. */
  constructor(parent, on) {
    made += 1;
    this.on = on;
    this.settings = new Compartment();
    this.values = {};
    this.root = part(parent, "div", "alignment-editor");
    this.note = part(this.root, "p", "alignment-editor-note", { role: "status" });
    const place = part(this.root, "div", "alignment-editor-text");
    this.problem = part(this.root, "p", "alignment-editor-problem", { "aria-live": "polite" });
    const foot = part(this.root, "div", "alignment-editor-foot");
    this.number = part(foot, "span", "alignment-editor-number", { "aria-live": "polite" });
    this.state = part(foot, "span", "alignment-editor-state");
    this.waiting = part(foot, "span", "alignment-editor-waiting", { role: "status" });
    this.help = part(this.root, "p", "alignment-editor-help", { id: `alignment-editor-help-${made}` });
    this.view = new EditorView({ parent: place, state: EditorState.create({ extensions: this.extensions() }) });
  }

  extensions() {
    return [
      this.settings.of([]),
      history(),
      search({ top: true }),
      Prec.high(keymap.of([{ key: "Enter", run: insertNewlineKeepIndent }])),
      keymap.of([...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
      EditorView.lineWrapping,
      EditorView.updateListener.of((update) => this.updated(update)),
      EditorView.domEventHandlers({ blur: () => this.on.left() }),
      look,
    ];
  }

  /** What a file has and a plain text has not. */
  code() {
    return [
      lineNumbers(),
      lintGutter(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      bracketMatching(),
      yaml(),
      autocompletion({ override: [source(() => this.values)], icons: false, selectOnOpen: false }),
    ];
  }

  updated({ docChanged, selectionSet, focusChanged, transactions }) {
    if (docChanged && transactions.some((each) => each.docChanged && !each.annotation(fromServer))) this.on.typed();
    const marked = transactions.some((each) => each.effects.length);
    if (docChanged || selectionSet || focusChanged || marked) this.sayProblem();
  }

  /** Words, name, height, whether it may be typed in and is no code; `completions` maps keys to values. */
  configure({ words, label, completions, read_only: readOnly, height, plain }) {
    this.values = completions;
    this.root.style.setProperty("--editor-height", `${height}px`);
    const asked = JSON.stringify([words, label, readOnly, plain]);
    if (asked === this.configured) return;
    this.configured = asked;
    this.words = words;
    this.plain = plain;
    this.root.classList.toggle("alignment-editor-plain", plain);
    say(this.help, plain ? "" : readOnly ? words["help-read-only"] : words.help);
    const attributes = { "aria-label": label, "aria-describedby": this.help.id, tabindex: "0" };
    if (readOnly) attributes["aria-readonly"] = "true";
    const settings = [
      plain ? [] : this.code(),
      EditorState.phrases.of(phrases(words)),
      EditorState.readOnly.of(readOnly),
      EditorView.contentAttributes.of(attributes),
    ];
    this.view.dispatch({ effects: this.settings.reconfigure(settings) });
  }

  /** The text, as it can be written to a file: half a surrogate pair counts as unreadable. */
  text() {
    return this.view.state.doc.toString().toWellFormed();
  }

  /** Another text, which is no typing: cursor and what can be undone are carried over. */
  replace(text) {
    const change = difference(this.text(), text);
    if (change.from === change.to && !change.insert) return;
    const annotations = [fromServer.of(true), Transaction.addToHistory.of(false), Transaction.remote.of(true)];
    this.view.dispatch({ changes: change, annotations });
  }

  /** Marks what the server found; as long as it says the same, CodeMirror carries the marks through the typing. */
  mark(markers, checked) {
    const asked = JSON.stringify([markers, checked]);
    if (asked === this.marked) return;
    this.marked = asked;
    const found = diagnostics(markers, checked, this.text());
    this.view.dispatch(setDiagnostics(this.view.state, found));
    const form = { 0: "zero", 1: "one" }[markers.length] ?? "other";
    say(this.number, this.plain ? "" : fill(this.words[`problems.${form}`], { n: markers.length }));
  }

  /** What is wrong on the line of the cursor, for those who cannot hover. */
  sayProblem() {
    const { state, hasFocus } = this.view;
    const line = state.doc.lineAt(state.selection.main.head);
    const told = [];
    forEachDiagnostic(state, ({ severity, message }, from, to) => {
      if (from <= line.to && to >= line.from) {
        told.push(fill(this.words.problem, { line: line.number, severity: this.words[severity], message }));
      }
    });
    say(this.problem, hasFocus ? told.join("\n") : "");
  }

  show(state) {
    say(this.state, state === "saved" || state === "unsaved" ? this.words[state] : "");
    say(this.waiting, state === "waiting" ? this.words.waiting : "");
  }

  restored(shown) {
    say(this.note, shown ? this.words.restored : "");
  }

  close() {
    this.view.destroy();
    this.root.remove();
  }
}
