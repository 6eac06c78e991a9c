// A table that is wider than the screen scrolls: then it can be reached with Tab, and read with the arrow keys.
(() => {
  let planned = false;
  const mark = () => {
    planned = false;
    for (const table of document.querySelectorAll("[data-testid=stTable] table, .memo-table table")) {
      const box = table.parentElement;
      if (box.scrollWidth <= box.clientWidth) {
        for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
      } else if (box.tabIndex < 0) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", table.getAttribute("aria-label") ?? table.caption?.textContent ?? "");
      }
    }
  };
  const plan = () => {
    if (!planned) requestAnimationFrame(mark);
    planned = true;
  };
  new MutationObserver(plan).observe(document, { childList: true, subtree: true });
  addEventListener("resize", plan);
  document.addEventListener("toggle", plan, true);
})();
