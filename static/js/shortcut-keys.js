// Turns keys on for its page: one key presses the button or follows the link that carries it in data-key, those inside
// first, then those elsewhere (the undo of a toast), never one out of sight. Keys do nothing while a person types, with
// a modifier held, in an open dialog, or when data-shortcuts is "off".
class ShortcutKeys extends HTMLElement {
  #press = (event) => {
    if (this.dataset.shortcuts === "off" || event.defaultPrevented || event.repeat) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable], dialog")) return;
    const thing = this.#find(event.key);
    if (!thing) return;
    event.preventDefault();
    thing.click();
  };

  connectedCallback() {
    document.addEventListener("keydown", this.#press);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.#press);
  }

  #find(key) {
    const selector = `[data-key="${CSS.escape(key)}"]:not(:disabled)`;
    const things = [...this.querySelectorAll(selector), ...document.querySelectorAll(selector)];
    return things.find((thing) => thing.checkVisibility());
  }
}

customElements.define("shortcut-keys", ShortcutKeys);
