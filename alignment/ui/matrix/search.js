// Narrows the table to the targets and interventions that are searched for.

class Search {
  constructor(words, id, onTyped) {
    this.words = words;
    this.input = make("input", "matrix-query");
    this.input.type = "search";
    this.input.id = `${id}-search`;
    this.input.autocomplete = "off";
    this.input.maxLength = 100;
    this.input.placeholder = words["search-hint"];
    this.input.addEventListener("input", onTyped);
    const label = make("label", "", words.search);
    label.htmlFor = this.input.id;
    this.told = make("p", "matrix-told");
    this.told.setAttribute("role", "status");
    this.element = make("div", "matrix-search", label, this.input, this.told);
  }

  /** The columns and rows that are found, each null where it is not narrowed; both empty where nothing is. */
  find({ columns, rows }) {
    const query = plain(this.input.value).trim();
    if (!query) return { columns: null, rows: null };
    const found = { columns: columns.filter((each) => each.target !== null), rows: rows.slice(1) };
    const whole = narrowed(found, query);
    const parts = whole ? [query] : query.split(/\s+/);
    let narrow = { columns: null, rows: null };
    for (const part of parts) {
      const step = narrowed({ columns: narrow.columns ?? found.columns, rows: narrow.rows ?? found.rows }, part);
      if (!step) return { columns: [], rows: [] };
      narrow = { columns: step.columns ?? narrow.columns, rows: step.rows ?? narrow.rows };
    }
    return narrow;
  }

  /** Says how many were found. */
  tell({ columns, rows }) {
    const { words } = this;
    const parts = [];
    if (columns?.length) parts.push(counted(words.targets, columns.length));
    if (rows?.length) parts.push(counted(words.interventions, rows.length));
    const nothing = columns?.length === 0 && rows?.length === 0;
    const told = nothing ? fill(words.nothing, { query: this.input.value.trim() }) : "";
    this.told.textContent = parts.length ? fill(words.found, { found: parts.join(words.and) }) : told;
    return !nothing;
  }
}

/** What a word leaves over of columns and of rows, null where it names none; null if it names nothing at all. */
function narrowed({ columns, rows }, word) {
  const left = columns.filter((each) => each.text.includes(word));
  const top = rows.filter((each) => each.text.includes(word));
  return left.length || top.length ? { columns: left.length ? left : null, rows: top.length ? top : null } : null;
}
