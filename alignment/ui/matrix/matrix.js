// The component's entry. Streamlit calls it again with the same parent whenever its data change, so what was made for a
// parent is kept; only the cleanup of the latest call takes it away, since an earlier one may come late.

const made = new Map();

/** What a visitor opened and searched, for when the matrix is made anew: another scenario, the other language. */
const kept = { open: new Map(), query: "" };

class Matrix {
  constructor(parent) {
    this.parent = parent;
    this.calls = 0;
    this.shape = "";
    this.reveal = false;
    this.element = make("div", "alignment-matrix");
    parent.append(this.element);
  }

  update(data, send) {
    this.send = send;
    const { rows, frameworks, words, verdicts, caption } = data;
    const shape = JSON.stringify([rows, frameworks, words, verdicts, caption]);
    if (shape === this.shape) this.table.paint(data);
    else this.build(data);
    this.shape = shape;
    this.mark(...(data.chosen ?? []));
    this.walk.settle();
    if (this.reveal) requestAnimationFrame(() => this.show());
  }

  build(data) {
    const focused = this.element.contains(document.activeElement) && this.walk?.stop === document.activeElement;
    this.words = data.words;
    this.table = new Table(data);
    for (const each of this.table.frameworks) each.open = kept.open.get(each.id) ?? each.open;
    this.walk = new Walk(this.table);
    this.search = new Search(data.words, this.table.id, () => this.layout());
    this.search.input.value = kept.query;
    this.box = make("div", "matrix-box", this.table.element);
    this.live = make("p", "matrix-spoken");
    this.live.setAttribute("role", "status");
    const help = make("p", "matrix-help", data.words.help);
    help.id = `${this.table.id}-help`;
    this.table.element.setAttribute("aria-describedby", help.id);
    this.element.replaceChildren(this.tools(), this.box, help, this.live);
    this.table.element.addEventListener("keydown", (event) => this.press(event));
    this.table.element.addEventListener("click", (event) => this.click(event));
    this.layout();
    this.start(data.chosen ?? []);
    if (focused) this.walk.stop.focus();
  }

  tools() {
    const tools = make("div", "matrix-tools", this.search.element);
    if (this.table.frameworks.length < 2) return tools;
    const button = (word, open) => {
      const found = make("button", "matrix-button", word);
      found.type = "button";
      found.addEventListener("click", () => this.openAll(open));
      return found;
    };
    const { words } = this;
    tools.append(make("div", "matrix-buttons", button(words["open-all"], true), button(words["close-all"], false)));
    return tools;
  }

  /** The first stop: the cell that is chosen, if it can be seen. */
  start([intervention, target]) {
    const row = this.table.rows.find((each) => each.id === intervention);
    const column = this.table.columns.find((each) => each.target === target && !each.hidden);
    if (row && column) this.walk.stay(row, column);
    else this.walk.settle();
  }

  layout() {
    kept.query = this.search.input.value;
    const found = this.search.find(this.table);
    const columns = found.columns && new Set(found.columns);
    const rows = found.rows && new Set(found.rows);
    this.narrowed = columns !== null;
    this.table.show(
      (each) => (columns ? columns.has(each) : (each.target !== null) === each.framework.open),
      (each) => !rows || each.place === 0 || rows.has(each),
    );
    this.box.hidden = !this.search.tell(found);
    this.walk.settle();
    this.box.style.setProperty("--matrix-head", `${this.table.head.offsetHeight}px`);
  }

  openAll(open) {
    for (const each of this.table.frameworks) this.setOpen(each, open);
    this.layout();
  }

  setOpen(framework, open) {
    framework.open = open;
    kept.open.set(framework.id, open);
  }

  /** While the search narrows the columns, it decides which are shown. */
  toggle(framework) {
    if (this.narrowed) return;
    this.setOpen(framework, !framework.open);
    this.layout();
  }

  press(event) {
    if (event.altKey || event.metaKey || event.shiftKey) return;
    const to = this.walk.next(event.key, event.ctrlKey);
    if (to) this.walk.go(...to);
    else if (event.key !== "Enter" && event.key !== " ") return;
    else if (event.target.closest("button")) return; // the browser makes it a click
    else this.act(this.walk.line, this.walk.column, false);
    event.preventDefault();
  }

  click(event) {
    const cell = event.target.closest("th, td");
    if (!cell) return;
    const framework = this.table.frameworks.find((each) => each.head === cell);
    if (framework) {
      const column = framework.columns.find((each) => !each.hidden);
      if (!event.target.closest("button")) return;
      this.walk.go(FRAMEWORKS, column);
      this.toggle(framework);
      return;
    }
    const line = this.table.rows.find((each) => each.element === cell.parentElement);
    const column = this.table.columns.find((each) => (line ? each.cells[line.place] : each.head) === cell) ?? null;
    this.walk.go(line ?? HEADS, column);
    this.act(line ?? HEADS, column, true);
  }

  /** Chooses the cell, or the target if it is a heading; a sum opens its framework. */
  act(line, column, byMouse) {
    if (!column) return;
    if (column.target === null) {
      this.toggle(column.framework);
      this.walk.go(line, column.framework.columns[0]);
      return;
    }
    const row = line === HEADS ? this.table.rows[0] : line;
    this.reveal = byMouse;
    this.mark(row.id, column.target);
    this.live.textContent = fill(this.words.chosen, { name: this.table.name(row, column) });
    this.send([row.id, column.target]);
  }

  mark(intervention, target) {
    for (const each of this.table.body.querySelectorAll("[aria-selected=true]")) each.removeAttribute("aria-selected");
    const row = this.table.rows.find((each) => each.id === intervention);
    const column = this.table.columns.find((each) => each.target !== null && each.target === target);
    if (row && column) column.cells[row.place].setAttribute("aria-selected", "true");
  }

  /** Brings the reasons into view if they are out of sight. */
  show() {
    this.reveal = false;
    const reasons = document.querySelector(".st-key-trace");
    if (!reasons || reasons.getBoundingClientRect().top < innerHeight - 120) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    reasons.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  }

  close() {
    this.element.remove();
  }
}

function mount({ parentElement, data, setTriggerValue }) {
  const matrix = made.get(parentElement) ?? new Matrix(parentElement);
  made.set(parentElement, matrix);
  matrix.calls += 1;
  const call = matrix.calls;
  matrix.update(data, (cell) => setTriggerValue("chosen", cell));
  return () => {
    if (matrix.calls !== call) return;
    matrix.close();
    made.delete(parentElement);
  };
}

/** Hands the matrix to mount.js, which waits for it. */
export default function provide() {
  globalThis.alignmentMatrix.resolve(mount);
}

globalThis.alignmentMatrix ??= Promise.withResolvers();
