// What Streamlit runs at every change of the data; the matrix itself comes once.

globalThis.alignmentMatrix ??= Promise.withResolvers();

export default async (component) => (await globalThis.alignmentMatrix.promise)(component);
