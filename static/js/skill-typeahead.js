// Suggests entries while a person types (the ARIA combobox with a list). data-source answers ?q= with JSON:
// [{"label": "Maths tutoring", "detail": "Tutoring"}]. What is submitted is the text; the server knows it by its label.
// Without script the browser's own datalist helps, or nothing: the server forgives typing errors either way.
const PAUSE = 120;

class SkillTypeahead extends HTMLElement {
  #input;
  #list;
  #timer;
  #request;

  connectedCallback() {
    this.#input = this.querySelector("input");
    this.#input.removeAttribute("list");
    this.#makeList();
    for (const [name, value] of [["role", "combobox"], ["autocomplete", "off"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.#list.id]]) {
      this.#input.setAttribute(name, value);
    }
    this.#input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#suggest(), PAUSE);
    });
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.addEventListener("blur", () => this.#close());
    // Who types before this file has arrived gets suggestions as well.
    if (document.activeElement === this.#input && this.#input.value !== this.#input.defaultValue) this.#suggest();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  #makeList() {
    this.#list = document.createElement("ul");
    this.#list.id = `${this.#input.id}-list`;
    this.#list.className = "suggestions";
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", this.dataset.label);
    this.#list.hidden = true;
    // Pressing an entry must not take focus from the input: blur closes the list before the click arrives.
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => this.#choose(event.target.closest("li")));
    this.append(this.#list);
  }

  async #suggest() {
    this.#request?.abort();
    this.#request = new AbortController();
    const text = this.#input.value.trim();
    if (!text) return this.#close();
    try {
      const address = `${this.dataset.source}?q=${encodeURIComponent(text)}`;
      const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: this.#request.signal });
      if (answer.ok) this.#show(await answer.json());
    } catch {
      this.#close(); // Aborted or offline: typing goes on without suggestions.
    }
  }

  #show(entries) {
    if (!entries.length || document.activeElement !== this.#input) return this.#close();
    this.#list.replaceChildren(...entries.map((entry, index) => this.#makeOption(entry, index)));
    this.#list.hidden = false;
    this.#input.setAttribute("aria-expanded", "true");
    this.#mark(null);
    const status = document.getElementById("status");
    if (status) status.textContent = this.dataset.found.replace("{count}", String(entries.length));
  }

  #makeOption(entry, index) {
    const option = document.createElement("li");
    option.id = `${this.#list.id}-${index}`;
    option.setAttribute("role", "option");
    option.dataset.value = entry.label;
    option.append(entry.label);
    if (entry.detail) {
      const detail = document.createElement("span");
      detail.className = "quiet";
      detail.textContent = entry.detail;
      option.append(" ", detail);
    }
    return option;
  }

  #key(event) {
    const options = [...this.#list.children];
    const open = !this.#list.hidden;
    const at = options.findIndex((option) => option.ariaSelected === "true");
    if (event.key === "ArrowDown" && open) this.#mark(options[(at + 1) % options.length]);
    else if (event.key === "ArrowUp" && open) this.#mark(options.at(at <= 0 ? -1 : at - 1));
    else if (event.key === "ArrowDown") this.#suggest();
    else if (event.key === "Enter" && open && at >= 0) this.#choose(options[at]);
    else if (event.key === "Escape" && open) this.#close();
    else return;
    event.preventDefault();
  }

  #mark(option) {
    for (const other of this.#list.children) other.setAttribute("aria-selected", String(other === option));
    if (option) {
      this.#input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.#input.removeAttribute("aria-activedescendant");
  }

  #choose(option) {
    if (!option) return;
    this.#input.value = option.dataset.value;
    this.#close();
    this.#input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #close() {
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#input.removeAttribute("aria-activedescendant");
  }
}

customElements.define("skill-typeahead", SkillTypeahead);
