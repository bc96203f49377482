// Adds and removes rows of an editor at once. Without script the same buttons submit the form, and the server answers
// with one row more or less. The <template> holds an empty row, with __index__ where its number goes.
class RepeatRows extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-add], [data-remove]");
      if (!button || button.closest("repeat-rows") !== this) return;
      event.preventDefault();
      if (button.hasAttribute("data-add")) this.#add();
      else this.#remove(button.closest("[data-row]"));
      this.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  get #rows() {
    return [...this.querySelectorAll("[data-row]")];
  }

  #add() {
    const next = Math.max(-1, ...this.#rows.map((row) => Number(row.dataset.row))) + 1;
    const holder = document.createElement("template");
    holder.innerHTML = this.querySelector("template").innerHTML.replaceAll("__index__", String(next));
    const row = holder.content.firstElementChild;
    this.querySelector("[data-rows]").append(row);
    row.querySelector("input, select, textarea").focus();
  }

  #remove(row) {
    const after = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    const near = after?.querySelector("input, select, textarea") ?? this.querySelector("[data-add]");
    near.focus();
  }
}

customElements.define("repeat-rows", RepeatRows);
