// Copies of text that the server has not acknowledged, kept by the browser so that a lost connection, a restart of the
// server or a closed tab loses nothing. Each tab keeps its own copy, so that two tabs do not overwrite each other's.

const PREFIX = "alignment-editor:";
const QUIET_MS = 5000; // a copy that its own tab has not renewed for so long belongs to a tab that is gone
const memory = new Map(); // where the browser allows no storage, a change of page at least loses nothing

const tab = ownTab();

function ownTab() {
  const fresh = Math.random().toString(36).slice(2, 10).padEnd(8, "0");
  try {
    const known = sessionStorage.getItem(`${PREFIX}tab`);
    if (known) return known;
    sessionStorage.setItem(`${PREFIX}tab`, fresh);
  } catch {
    // Without storage of the session a reloaded tab is a new one.
  }
  return fresh;
}

const address = (name, owner) => `${PREFIX}${name}:${owner}`;

function read(key) {
  try {
    const copy = JSON.parse(memory.get(key) ?? localStorage.getItem(key));
    return typeof copy?.text === "string" && Number.isInteger(copy.revision) ? copy : null;
  } catch {
    return null;
  }
}

function write(key, copy) {
  const value = JSON.stringify(copy);
  try {
    localStorage.setItem(key, value);
    memory.delete(key);
  } catch {
    memory.set(key, value);
  }
}

function remove(key) {
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept there.
  }
}

function keys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

/** Keeps what this tab holds of a document: `{text, revision, sent}`. */
export const keep = (name, copy) => write(address(name, tab), { ...copy, time: Date.now() });

/** Drops this tab's copy of a document. */
export const forget = (name) => remove(address(name, tab));

/** Takes over a copy that this tab, or one that is gone, left behind; null if there is none. */
export function recover(name) {
  const own = read(address(name, tab));
  if (own) return own;
  const left = keys()
    .filter((key) => key.startsWith(`${PREFIX}${name}:`) && key.length === address(name, tab).length)
    .map((key) => ({ key, copy: read(key) }))
    .filter(({ copy }) => copy && Date.now() - copy.time > QUIET_MS)
    .sort((one, other) => other.copy.time - one.copy.time);
  if (!left.length) return null;
  const { key, copy } = left[0];
  keep(name, copy);
  remove(key);
  return copy;
}

export const RECOVER_MS = QUIET_MS + 1000;
export const RENEW_MS = 2000;
