// The component's entry. Streamlit calls a component again with the same parent whenever its data change, so what was
// made for a parent is kept; only the cleanup of the latest call takes it away, since an earlier one may come late.

import { Screen } from "./screen.js";
import { normal, Sync } from "./sync.js";

const made = new Map();

function make(parent) {
  const editor = { calls: 0 };
  const on = { typed: () => editor.sync.typed(), left: () => editor.sync.flush() };
  editor.screen = new Screen(parent, on);
  editor.sync = new Sync(editor.screen);
  made.set(parent, editor);
  return editor;
}

function mount({ parentElement, data, setStateValue }) {
  const editor = made.get(parentElement) ?? make(parentElement);
  editor.calls += 1;
  const call = editor.calls;
  editor.screen.configure(data);
  editor.sync.update({ ...data, readOnly: data.read_only }, (value) => setStateValue("typed", value));
  editor.screen.mark(data.markers, normal(data.text));
  return () => {
    if (editor.calls !== call) return;
    editor.sync.close();
    editor.screen.close();
    made.delete(parentElement);
  };
}

/** Hands the editor to mount.js, which waits for it. */
export default function provide() {
  globalThis.alignmentEditor.resolve(mount);
}

globalThis.alignmentEditor ??= Promise.withResolvers();
