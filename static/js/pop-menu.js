// A <details> that behaves as a menu of its page: Escape or a press elsewhere closes it. It opens without script.
class PopMenu extends HTMLElement {
  #outside = (event) => this.contains(event.target) || this.#close();

  connectedCallback() {
    document.addEventListener("pointerdown", this.#outside);
    this.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.contains(event.relatedTarget)) this.#close();
    });
    this.addEventListener("keydown", (event) => {
      const details = this.querySelector("details");
      if (event.key !== "Escape" || !details.open) return;
      event.stopPropagation();
      this.#close();
      details.querySelector("summary").focus();
    });
  }

  disconnectedCallback() {
    document.removeEventListener("pointerdown", this.#outside);
  }

  #close() {
    this.querySelector("details").open = false;
  }
}

customElements.define("pop-menu", PopMenu);
