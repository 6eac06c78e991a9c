// Streamlit calls this again with the same parent whenever the data change, so what was made for a parent is kept; only
// the cleanup of the latest call takes it away, since an earlier one may come late.

const made = new Map();
let count = 0;

/** The row of which a button was pressed, until the list is made anew without that button: the keyboard goes on there. */
let pressed = null;

/** An element with a class and what is in it; texts stay texts. */
const make = (tag, name, ...children) => {
  const element = document.createElement(tag);
  element.className = name;
  element.append(...children);
  return element;
};

class Doses {
  constructor(parent) {
    this.calls = 0;
    this.shape = "";
    /** What was sent by row and has not come back yet: until then the slider stays where the visitor put it. */
    this.sent = new Map();
    this.element = make("ul", "doses");
    parent.append(this.element);
  }

  update(data, send) {
    this.send = send;
    this.percent = new Intl.NumberFormat(data.lang, { style: "percent", maximumFractionDigits: 1 });
    const shape = JSON.stringify([data.lang, data.rows.map(({ percent, ...rest }) => [percent === undefined, rest])]);
    if (shape !== this.shape) this.build(data);
    this.shape = shape;
    data.rows.forEach(({ percent }, index) => this.take(index, percent, data.step));
  }

  /** The keyboard goes on at the row where a button was, or at the last one. */
  focus(rows) {
    if (pressed === null) return;
    this.element.querySelectorAll("input, .doses-own")[Math.min(pressed, rows.length - 1)]?.focus();
    pressed = null;
  }

  build({ rows }) {
    this.sliders = rows.map((row, index) => (row.told ? null : this.slider(index)));
    this.element.replaceChildren(...rows.map((row, index) => this.row(row, index)));
    this.focus(rows);
  }

  slider(index) {
    const input = make("input", "doses-slider");
    Object.assign(input, { type: "range", min: 0, max: 100, id: `dose-${(count += 1)}` });
    const value = make("span", "doses-value");
    value.setAttribute("aria-hidden", "true");
    input.addEventListener("input", () => this.tell(this.sliders[index], input.valueAsNumber));
    input.addEventListener("change", () => {
      this.sent.set(index, input.valueAsNumber);
      this.send("moved", [...this.sent]);
    });
    return { input, value };
  }

  row({ name, told, own, remove }, index) {
    const away = make("button", "doses-button", remove.word);
    Object.assign(away, { type: "button", ariaLabel: remove.label });
    away.addEventListener("click", () => this.press("removed", index));
    const slider = this.sliders[index];
    if (!slider) {
      const button = make("button", "doses-button doses-own", own);
      button.type = "button";
      button.addEventListener("click", () => this.press("own", index));
      return make("li", "doses-row", make("span", "doses-told", told), button, away);
    }
    const label = make("label", "doses-name", name);
    label.htmlFor = slider.input.id;
    return make("li", "doses-row", label, slider.value, slider.input, away);
  }

  press(what, index) {
    pressed = index;
    this.send(what, index);
  }

  /** Takes over what the server says, unless the visitor moved the slider meanwhile or holds it. */
  take(index, percent, step) {
    const slider = this.sliders[index];
    if (!slider) return;
    if (this.sent.get(index) === percent) this.sent.delete(index);
    if (this.sent.has(index) || slider.input.matches(":active")) return;
    slider.input.step = step;
    slider.input.value = percent;
    this.tell(slider, percent); // not where the slider is: that is on a step
  }

  tell({ input, value }, percent) {
    value.textContent = this.percent.format(percent / 100);
    input.setAttribute("aria-valuetext", value.textContent);
  }
}

export default ({ parentElement, data, setTriggerValue }) => {
  const doses = made.get(parentElement) ?? new Doses(parentElement);
  made.set(parentElement, doses);
  doses.calls += 1;
  const call = doses.calls;
  doses.update(data, setTriggerValue);
  return () => {
    if (doses.calls !== call) return;
    doses.element.remove();
    made.delete(parentElement);
  };
};
