// Asks once a minute for the count at the bell, as long as somebody looks at the page and is signed in. More than before
// is announced once, politely.
const EVERY = 60_000;

class InboxPoll extends HTMLElement {
  #timer;
  #asked = Date.now();
  #visible = () => this.#wait();
  #answer = (event) => {
    const { sourceElement, response } = event.detail.ctx ?? {};
    if (sourceElement !== this) return;
    // Nothing to tell (signed out), or not for this person: there is no use in asking again.
    if (response?.status === 204 || (response?.status >= 400 && response.status < 500)) this.#stop();
    else this.#wait();
  };
  #swapped = (event) => {
    if (event.detail.ctx?.sourceElement === this) this.#announce();
  };

  connectedCallback() {
    this.#known = this.#count();
    document.addEventListener("visibilitychange", this.#visible);
    document.addEventListener("htmx:finally:request", this.#answer);
    document.addEventListener("htmx:after:swap", this.#swapped);
    this.#wait();
  }

  disconnectedCallback() {
    this.#stop();
  }

  #known = 0;

  #count() {
    return Number(this.querySelector("[data-count]")?.dataset.count ?? 0);
  }

  #wait() {
    clearTimeout(this.#timer);
    if (document.hidden) return;
    this.#timer = setTimeout(() => this.#look(), Math.max(0, this.#asked + EVERY - Date.now()));
  }

  #look() {
    this.#asked = Date.now();
    this.dispatchEvent(new Event("look"));
  }

  #stop() {
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#visible);
    document.removeEventListener("htmx:finally:request", this.#answer);
    document.removeEventListener("htmx:after:swap", this.#swapped);
  }

  #announce() {
    const before = this.#known;
    this.#known = this.#count();
    const status = document.getElementById("status");
    if (status && this.#known > before) status.textContent = this.querySelector("[data-count] .hidden-visually").textContent;
  }
}

customElements.define("inbox-poll", InboxPoll);
