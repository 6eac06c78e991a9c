// Which text counts: the one on the screen or the server's, and when the one on the screen is sent.
//
// `base` is the server's text that the typing started from. One text at a time is under way (`flight`) until the server
// says that it has seen it; only then is a newer one sent, so that a text is never taken for a conflict with the one
// before it. What the server stores of it comes back as its text: that acknowledges it.

import { forget, keep, recover, RECOVER_MS, RENEW_MS } from "./store.js";

const TYPING_MS = 350;
const RETRY_MS = [5000, 10000, 20000, 30000];
const REMEMBERED = 20;

export const normal = (text) => text.replace(/\r\n?/g, "\n");

/** A 53-bit number for a text, to recognise one that was sent. */
function digest(text) {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  return 4294967296 * (2097151 & high) + (low >>> 0);
}

export class Sync {
  /** `screen` has `text()`, `replace(text)`, `show(state)` and `restored(shown)`; `post(value)` sends to the server. */
  constructor(screen) {
    this.screen = screen;
    this.count = 0;
    this.timers = {};
    this.name = null;
    this.online = () => this.repeat();
    addEventListener("online", this.online);
  }

  /** Takes in what the server says now. */
  update({ name, text, revision, settled, session, seen, readOnly }, post) {
    this.post = post;
    this.settled = settled;
    this.readOnly = readOnly;
    const server = { text: normal(text), revision };
    if (this.session !== session) this.flight = null; // sent to a server that is gone
    if (this.flight?.id === seen) this.flight = null;
    const restarted = this.session !== session;
    this.session = session;
    if (this.name !== name) this.open(name, server);
    else this.merge(server, restarted);
    this.show();
  }

  open(name, server) {
    this.stop();
    Object.assign(this, { name, base: server, flight: null, sent: [], offered: null, typedOn: false });
    this.screen.replace(server.text);
    this.screen.restored(false);
    this.restore(server);
    this.timers.recover = setTimeout(() => this.dirty() || this.restore(this.base), RECOVER_MS);
  }

  /** Puts text back that was typed here and that the server does not have. */
  restore(server) {
    const copy = this.readOnly ? null : recover(this.name);
    if (!copy) return;
    if (copy.text === server.text || copy.revision < this.settled) {
      forget(this.name);
      return;
    }
    this.sent = Array.isArray(copy.sent) ? copy.sent : [];
    const own = this.sent.includes(digest(server.text));
    this.base = own ? server : { text: null, revision: copy.revision };
    this.screen.replace(copy.text);
    this.screen.restored(true);
    this.offered = null;
    this.send();
    this.show();
  }

  merge(server, restarted) {
    const local = this.screen.text();
    if (server.text === local && (!this.flight || this.flight.text === local)) {
      this.settle(server);
      return;
    }
    if (server.revision > this.base.revision && this.sent.includes(digest(server.text))) {
      this.base = server;
      this.keep();
    } else if (this.settled > this.base.revision || (!this.dirty() && server.revision >= this.base.revision)) {
      this.screen.replace(server.text);
      this.screen.restored(false);
      this.flight = null;
      this.settle(server);
      return;
    }
    if (restarted) this.offered = null;
    if (!this.timers.typing) this.send();
  }

  /** The server has what is on the screen. */
  settle(server) {
    Object.assign(this, { base: server, flight: null, sent: [], offered: null });
    this.stop("typing", "retry", "renew");
    if (!this.readOnly) forget(this.name);
    if (this.typedOn) this.screen.restored(false);
    this.typedOn = false;
  }

  dirty() {
    return Boolean(this.flight) || this.screen.text() !== this.base.text;
  }

  keep() {
    if (this.readOnly) return;
    if (!this.dirty()) {
      forget(this.name);
      return;
    }
    keep(this.name, { text: this.screen.text(), revision: this.base.revision, sent: this.sent });
    this.timers.renew ??= setInterval(() => this.keep(), RENEW_MS);
  }

  /** The text on the screen was changed by its user. */
  typed() {
    this.typedOn = true;
    this.keep();
    this.stop("typing");
    this.timers.typing = setTimeout(() => this.flush(), TYPING_MS);
    this.show();
  }

  /** Sends without waiting for a pause. */
  flush() {
    if (this.closed) return;
    this.stop("typing");
    this.send();
    this.show();
  }

  send() {
    if (this.readOnly || this.flight || !this.dirty()) return;
    const text = this.screen.text();
    const { revision } = this.base;
    if (this.offered?.text === text && this.offered.revision === revision) return; // seen, and not taken over
    this.count += 1;
    this.flight = { id: `${Date.now().toString(36)}-${this.count}`, text, revision };
    this.offered = { text, revision };
    this.sent = [...this.sent, digest(text)].slice(-REMEMBERED);
    this.keep();
    this.deliver(0);
  }

  deliver(tries) {
    const { id, text, revision } = this.flight;
    this.late = tries > 0;
    this.post({ name: this.name, text, revision, id, session: this.session });
    this.stop("retry");
    const pause = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)];
    this.timers.retry = setTimeout(() => this.repeat(tries + 1), pause);
  }

  repeat(tries = 1) {
    if (!this.flight) return;
    this.deliver(tries);
    this.show();
  }

  show() {
    if (this.readOnly) this.screen.show("");
    else if (this.flight && this.late) this.screen.show("waiting");
    else this.screen.show(this.dirty() ? "unsaved" : "saved");
  }

  stop(...names) {
    for (const name of names.length ? names : Object.keys(this.timers)) {
      clearTimeout(this.timers[name]); // also ends an interval
      delete this.timers[name];
    }
  }

  close() {
    this.closed = true;
    this.stop();
    removeEventListener("online", this.online);
  }
}
