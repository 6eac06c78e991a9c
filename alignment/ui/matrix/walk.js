// The way through the table by keyboard: one stop for Tab, then arrow keys, Home and End.

const FRAMEWORKS = { line: "frameworks" };
const HEADS = { line: "heads" };

const STEPS = {
  ArrowLeft: (x, y) => [x - 1, y],
  ArrowRight: (x, y) => [x + 1, y],
  ArrowUp: (x, y) => [x, y - 1],
  ArrowDown: (x, y) => [x, y + 1],
};
const JUMPS = {
  Home: (places, lines, y) => [0, y],
  End: (places, lines, y) => [places - 1, y],
};
const FAR = {
  Home: () => [0, 0],
  End: (places, lines) => [places - 1, lines - 1],
};

class Walk {
  constructor(table) {
    this.table = table;
    this.line = table.rows[0];
    this.column = table.columns[0];
    this.stop = null;
  }

  lines() {
    return [FRAMEWORKS, HEADS, ...this.table.rows.filter((each) => !each.element.hidden)];
  }

  /** The columns that are shown; null stands for the column of interventions. */
  places() {
    return [null, ...this.table.columns.filter((each) => !each.hidden)];
  }

  at(line, column) {
    if (column === null) return line.head ?? this.table.corner;
    if (line === FRAMEWORKS) return column.framework.button;
    return line === HEADS ? column.head : column.cells[line.place];
  }

  /** Where a key leads; null if it is no key of ours. */
  next(key, far) {
    const places = this.places();
    const lines = this.lines();
    let x = places.indexOf(this.column);
    let y = lines.indexOf(this.line);
    const jump = (far ? FAR : JUMPS)[key];
    if (jump) [x, y] = jump(places.length, lines.length, y);
    else if (STEPS[key]) {
      const from = this.at(this.line, this.column);
      let [left, top] = STEPS[key](x, y);
      while (places[left] !== undefined && lines[top] && this.at(lines[top], places[left]) === from) {
        [left, top] = STEPS[key](left, top);
      }
      if (places[left] !== undefined && lines[top]) [x, y] = [left, top];
    } else return null;
    return [lines[y], places[x]];
  }

  /** Makes a place the one that Tab comes to. */
  stay(line, column) {
    const element = this.at(line, column);
    if (this.stop && this.stop !== element) {
      this.stop.tabIndex = -1;
      this.stop.removeAttribute("aria-label");
    }
    [this.line, this.column, this.stop] = [line, column, element];
    if (line.element && column) element.setAttribute("aria-label", this.table.name(line, column));
    element.tabIndex = 0;
    return element;
  }

  go(line, column) {
    this.stay(line, column).focus();
  }

  /** After rows or columns were hidden: the stop is one that is shown. */
  settle() {
    const places = this.places();
    const line = this.lines().includes(this.line) ? this.line : this.lines()[2] ?? HEADS;
    const sibling = places.find((each) => each && each.framework === this.column?.framework);
    this.stay(line, places.includes(this.column) ? this.column : sibling ?? places[1] ?? null);
  }
}
