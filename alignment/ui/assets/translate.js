// Streamlit speaks English only: on a Dutch page its own words are put in Dutch, and back when the page turns English.
(() => {
  const words = JSON.parse(document.getElementById("streamlit-words").textContent);
  const escaped = (text) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
  const holes = /\{(\w+)\}/g;
  const entries = words.map(([selector, attribute, english, dutch]) => ({
    selector, attribute, dutch, pattern: new RegExp(`^${escaped(english).replace(holes, "(?<$1>.+?)")}$`, "s"),
  }));
  // What was put in Dutch: by node and attribute, the text before and after.
  const done = new Map();
  const read = (node, attribute) => (attribute ? node.getAttribute(attribute) : node.data);
  const write = (node, attribute, text) => {
    if (attribute) node.setAttribute(attribute, text);
    else node.data = text;
  };
  const put = (node, { attribute, pattern, dutch }) => {
    const english = read(node, attribute);
    const found = english?.match(pattern);
    if (!found) return;
    const said = dutch.replace(holes, (_, name) => found.groups[name]);
    done.set(node, { ...done.get(node), [attribute]: { english, said } });
    write(node, attribute, said);
  };
  const back = () => {
    for (const [node, texts] of done) {
      for (const [attribute, { english, said }] of Object.entries(texts)) {
        if (read(node, attribute) === said) write(node, attribute, english);
      }
    }
    done.clear();
  };
  const texts = (element) => [...element.childNodes].filter((each) => each.nodeType === Node.TEXT_NODE);
  // Only what changed is looked at, for a page comes in hundreds of changes.
  const any = [...new Set(entries.map((each) => each.selector))].join();
  const within = (root) => [...(root.matches?.(any) ? [root] : []), ...root.querySelectorAll(any)];
  const translate = (roots) => {
    for (const node of done.keys()) if (!node.isConnected) done.delete(node);
    for (const element of new Set(roots.filter((each) => each.isConnected).flatMap(within))) {
      for (const entry of entries) {
        if (!element.matches(entry.selector)) continue;
        for (const node of entry.attribute ? [element] : texts(element)) put(node, entry);
      }
    }
  };
  const changed = ({ type, target, addedNodes }) => {
    if (type === "characterData") return target.parentElement ?? [];
    if (type === "attributes") return target === document.documentElement ? document : target;
    return [...addedNodes].map((each) => (each.nodeType === Node.ELEMENT_NODE ? each : target));
  };
  const attributes = ["aria-label", "aria-roledescription", "placeholder", "lang"];
  const seen = { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: attributes };
  new MutationObserver((records) => {
    if (document.documentElement.lang === "nl") translate([...new Set(records.flatMap(changed))]);
    else back();
  }).observe(document, seen);
})();
