// A message with its undo. It is announced once, stays as long as undo is held back (30 s) and longer while it is
// pointed at or focused, and can be closed.
const STAY = 30_000;

class ToastUndo extends HTMLElement {
  #timer;

  connectedCallback() {
    const close = this.querySelector("[data-close]");
    close.hidden = false;
    close.addEventListener("click", () => this.#leave());
    for (const kind of ["pointerenter", "focusin"]) this.addEventListener(kind, () => this.#hold());
    for (const kind of ["pointerleave", "focusout"]) this.addEventListener(kind, () => this.#wait());
    this.addEventListener("keydown", (event) => event.key === "Escape" && this.#leave());
    this.#announce();
    this.#wait();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
  }

  // The page's one status says it, a moment later, so that a screen reader has finished with the page or the swap.
  #announce() {
    const text = this.querySelector("p").textContent;
    setTimeout(() => {
      const status = document.getElementById("status");
      if (status && this.isConnected) status.textContent = text;
    }, 300);
  }

  #hold() {
    clearTimeout(this.#timer);
  }

  #wait() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.matches(":hover, :focus-within") || this.remove(), STAY);
  }

  #leave() {
    const hadFocus = this.contains(document.activeElement);
    this.remove();
    if (hadFocus) document.getElementById("main").focus({ preventScroll: true });
  }
}

customElements.define("toast-undo", ToastUndo);
