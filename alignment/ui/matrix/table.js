// The table: rows are the scenario as a whole and its interventions, columns are targets by framework. It is built once;
// afterwards cells are painted anew, and rows and columns shown or hidden. What is hidden is painted when it is shown.

let tables = 0;

class Table {
  constructor(data) {
    this.id = `matrix-${(tables += 1)}`;
    this.data = data;
    this.painter = new Painter(data);
    this.groups = make("colgroup");
    this.head = make("thead");
    this.body = make("tbody");
    this.element = make("table", "matrix-table", make("caption", "", data.caption), this.groups, this.head, this.body);
    this.element.setAttribute("role", "grid");
    this.columns = [];
    this.targets = 0;
    this.frameworks = data.frameworks.map((each, place) => this.framework(each, place));
    this.heads();
    this.rows = data.rows.map(([id, title], place) => this.row(id, title, place));
  }

  framework({ id, short, title, number, open, targets }, place) {
    const button = make("button", "matrix-framework", make("span", "", short));
    button.type = "button";
    button.tabIndex = -1;
    button.title = title;
    if (targets.length > 1) button.append(make("span", "matrix-count", spoken(": "), number));
    const framework = { id, place, short, button, open, head: make("th", "", button), columns: [] };
    framework.head.scope = "colgroup";
    framework.head.dataset.name = short;
    const add = (head, words, target) => {
      const column = { framework, target, head, text: plain(words), name: words, cells: [] };
      if (target !== null) column.place = this.targets++;
      head.scope = "col";
      framework.columns.push(column);
      this.columns.push(column);
    };
    for (const [target, code, name] of targets) {
      const head = make("th", "matrix-target", make("span", "matrix-code", code), " ", make("span", "matrix-title", name));
      head.title = `${short} ${code} ${name}`;
      add(head, head.title, target);
    }
    add(make("th", "matrix-target", number), `${short}, ${number}`, null);
    return framework;
  }

  heads() {
    this.corner = make("th", "matrix-corner", this.data.words.corner);
    this.corner.scope = "col";
    this.corner.rowSpan = 2;
    this.head.append(
      make("tr", "", this.corner, ...this.frameworks.map((each) => each.head)),
      make("tr", "", ...this.columns.map((each) => each.head)),
    );
  }

  row(id, title, place) {
    const head = make("th", "matrix-row", title);
    head.scope = "row";
    const cells = this.columns.map((column) => (column.cells[place] = make("td")));
    const element = make("tr", place ? "" : "matrix-whole", head, ...cells);
    this.body.append(element);
    return { id, place, title, text: plain(title), head, element };
  }

  /** Takes over the verdicts of data of the same shape. */
  paint(data) {
    this.data = data;
    for (const column of this.columns) if (!column.hidden) this.fill(column);
  }

  fill({ target, place, framework, cells }) {
    for (const row of this.rows) {
      const cell = cells[row.place];
      if (target === null) this.painter.sum(cell, this.data.counts[row.place][framework.place]);
      else this.painter.paint(cell, this.data.kinds[this.data.cells[row.place][place]]);
    }
  }

  /** Shows these columns and rows and no others. */
  show(isShown, isRow) {
    for (const column of this.columns) {
      const hidden = !isShown(column);
      if (column.hidden === hidden) continue;
      column.hidden = column.head.hidden = hidden;
      for (const cell of column.cells) cell.hidden = hidden;
      if (!hidden) this.fill(column);
    }
    for (const row of this.rows) row.element.hidden = !isRow(row);
    for (const { head, button, columns } of this.frameworks) {
      const shown = columns.filter((each) => !each.hidden);
      head.hidden = !shown.length;
      head.colSpan = shown.length || 1;
      button.setAttribute("aria-expanded", String(shown.some((each) => each.target !== null)));
    }
    this.measure();
  }

  measure() {
    const shown = this.columns.filter((each) => !each.hidden);
    const sums = shown.filter((each) => each.target === null).length;
    const mixed = sums < shown.length; // columns without a width of their own share what is left
    const widths = shown.map((each) => make("col", mixed && each.target === null ? "matrix-sums" : ""));
    this.groups.replaceChildren(make("col", "matrix-rows"), ...widths);
    this.element.style.setProperty("--matrix-sums", String(sums));
    this.element.style.setProperty("--matrix-targets", String(shown.length - sums));
  }

  /** What a screen reader says of a cell: intervention, target, verdict. */
  name(row, column) {
    const said = column.cells[row.place].cloneNode(true);
    for (const each of said.querySelectorAll("[aria-hidden]")) each.remove();
    return `${row.title}, ${column.name}: ${said.textContent.replace(/\s+/g, " ").trim()}`;
  }
}
