// What Streamlit runs at every change of the data; the editor itself comes once, from editor.js.

globalThis.alignmentEditor ??= Promise.withResolvers();

export default async (component) => (await globalThis.alignmentEditor.promise)(component);
