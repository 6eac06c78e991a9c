// What the page needs beside Streamlit: landmarks, tables and focus for the keyboard, and an address that does not fill
// the browser's history.
(() => {
  // A table that is wider than the screen scrolls: then it can be reached with Tab, and read with the arrow keys.
  const reach = (changed) => {
    for (const { target } of changed) {
      const table = target.matches("table") ? target : target.querySelector("table");
      const box = table?.parentElement;
      if (!box) continue;
      if (box.scrollWidth <= box.clientWidth) {
        for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
      } else if (box.tabIndex < 0) {
        box.tabIndex = 0;
        box.setAttribute("role", "group");
        box.setAttribute("aria-label", table.getAttribute("aria-label") ?? table.caption?.textContent ?? "");
      }
    }
  };
  const sizes = new ResizeObserver(reach);
  const known = new WeakSet();
  const tables = () => {
    for (const table of document.querySelectorAll(".grid table, .memo-table table")) {
      if (known.has(table)) continue;
      known.add(table);
      for (const each of [table, table.parentElement]) sizes.observe(each);
    }
  };

  // What a screen reader can go to, and what it says by itself when it changes.
  const roles = {
    ".st-key-links": "navigation", "[data-testid=stMain]": "main", ".st-key-answer": "status", ".st-key-moved": "status",
    "[data-testid=stFileUploaderDropzone]": "group",
  };
  const parts = () => {
    for (const [selector, role] of Object.entries(roles)) {
      const part = document.querySelector(selector);
      if (part && part.getAttribute("role") !== role) part.setAttribute("role", role);
    }
    for (const link of document.querySelectorAll("[data-testid=stPageLink] a")) {
      // What the address says of the scenario goes along when a link is opened in another window.
      const path = new URL(link.getAttribute("href"), new URL(".", location.href)).pathname;
      const address = path + location.search;
      if (link.getAttribute("href") !== address) link.setAttribute("href", address);
      const here = path === location.pathname && link.closest(".st-key-links");
      if (here && !link.hasAttribute("aria-current")) link.setAttribute("aria-current", "page");
      else if (!here) link.removeAttribute("aria-current");
    }
  };

  // Streamlit draws some controls anew: the focus goes to the new one, or to the line that says what is open.
  const named = (element) => element.closest?.("[class*=st-key-]")?.className.match(/st-key-([\w-]*?)-[a-z]+-\d+-(nl|en)/)?.[1];
  let focused = null;
  document.addEventListener("focusin", (event) => {
    focused = { element: event.target, name: named(event.target) };
  });
  const focus = () => {
    if (!focused || focused.element.isConnected || document.activeElement !== document.body) return;
    const again = focused.name && document.querySelector(`[class*="st-key-${focused.name}-"] :is(input, button, [tabindex="0"])`);
    const place = again || document.querySelector(".st-key-banner");
    focused = null;
    if (!place) return;
    if (!again) place.tabIndex = -1;
    place.focus({ preventScroll: !again });
  };

  // Streamlit's own link to the content leads to the part that also holds the navigation.
  addEventListener("click", (event) => {
    const title = event.target.closest?.("[data-testid=stSkipToContent]") && document.querySelector("h1");
    if (!title) return;
    event.preventDefault();
    title.tabIndex = -1;
    title.focus();
  });

  let planned = false;
  const mark = () => {
    planned = false;
    tables();
    parts();
    focus();
  };
  const plan = () => {
    if (!planned) requestAnimationFrame(mark);
    planned = true;
  };
  new MutationObserver(plan).observe(document, { childList: true, subtree: true });
  document.addEventListener("toggle", plan, true);

  // Streamlit runs the page again at a bare letter; who steers by voice or slips would set that off (WCAG 2.1.4).
  addEventListener("keydown", (event) => {
    const writes = event.target.closest?.("input, textarea, select, [contenteditable=true]");
    const bare = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!writes && bare && /^[a-z]$/i.test(event.key)) event.stopImmediatePropagation();
  }, true);

  // A run that takes long is said, on the screen and by a screen reader (WCAG 4.1.3).
  const SLOW = 1000;
  let waiting = null;
  const busy = () => {
    const place = document.querySelector("#busy");
    const running = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "running";
    if (running && !waiting) {
      waiting = setTimeout(() => { place.textContent = place.dataset[document.documentElement.lang]; }, SLOW);
    } else if (!running) {
      clearTimeout(waiting);
      waiting = null;
      if (place?.textContent) place.replaceChildren();
    }
  };
  new MutationObserver(busy).observe(document, { subtree: true, attributeFilter: ["data-test-script-state"] });

  // The link holds the whole scenario, so it changes with every step; the button Back goes to the page before.
  const push = history.pushState.bind(history);
  history.pushState = (state, title, address) => {
    const same = new URL(address ?? "", location.href).pathname === location.pathname;
    if (same) history.replaceState(state, title, address);
    else push(state, title, address);
  };
})();
