// What stands in a cell: symbol, word and number. Each kind of content is made once and copied.

const SPACE = "\u00a0"; // within a number, and between it and its mark, no line ends

class Painter {
  constructor({ verdicts, order, words }) {
    this.verdicts = verdicts;
    this.order = order;
    this.words = words;
    this.made = new Map();
    this.painted = new WeakMap();
  }

  /** Puts a kind (verdict, number, mark) in a cell, if something else stands there. */
  paint(cell, kind) {
    const [verdict] = kind;
    this.put(cell, kind.join("|"), `matrix-cell matrix-${verdict}`, () => this.content(...kind));
  }

  /** Puts counts of verdicts in a cell, if others stand there. */
  sum(cell, counts) {
    this.put(cell, counts.join("|"), "matrix-cell matrix-sum", () => this.total(counts));
  }

  put(cell, key, name, content) {
    if (this.painted.get(cell) === key) return;
    if (!this.made.has(key)) this.made.set(key, content());
    cell.className = name;
    cell.replaceChildren(this.made.get(key).cloneNode(true));
    this.painted.set(cell, key);
  }

  content(verdict, number, mark) {
    const [symbol, word] = this.verdicts[verdict];
    const content = document.createDocumentFragment();
    const said = number ? `${word} ${number.replaceAll(" ", SPACE)}` : word;
    content.append(seen("matrix-symbol", symbol), ` ${said}`);
    if (mark === "derived") content.append(seen("", `${SPACE}*`), spoken(` (${this.words.derived})`));
    if (mark === "enough") content.append(" ", make("span", "matrix-enough", this.words.enough));
    return content;
  }

  total(counts) {
    const content = document.createDocumentFragment();
    this.order.forEach((verdict, place) => {
      if (!counts[place]) return;
      const [symbol, word] = this.verdicts[verdict];
      if (content.childNodes.length) content.append(spoken(","), " ");
      content.append(make("span", "matrix-part", seen("matrix-symbol", symbol), ` ${word}${SPACE}${counts[place]}`));
    });
    return content;
  }
}
