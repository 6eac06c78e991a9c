// Small helpers. The files beside this one are put together into one module, in the order that component.py gives.

/** A text with its parameters filled in, as Python does it. */
function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** A text that counts, in singular or plural. */
function counted(forms, n) {
  return fill(n === 1 ? forms.one : forms.other, { n });
}

/** A text as it is searched: without capitals and accents. */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** An element with a class and what is in it; texts stay texts. */
function make(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
}

/** Something that only a screen reader says. */
function spoken(...children) {
  return make("span", "matrix-spoken", ...children);
}

/** Something that is only seen. */
function seen(name, text) {
  const element = make("span", name, text);
  element.setAttribute("aria-hidden", "true");
  return element;
}
