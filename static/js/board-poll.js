// Asks for the board while somebody looks at it: every other second as long as it changes, more and more rarely while it
// doesn't. It stops when the page is hidden, when nobody was there for ten minutes, and when the challenge has closed.
const SOON = 2_000;
const RARELY = 30_000;
const SLOWER = 1.5;
const PATIENCE = 600_000;

class BoardPoll extends HTMLElement {
  #every = SOON;
  #timer;
  #here = Date.now();
  #own = "";
  #visible = () => (document.hidden ? clearTimeout(this.#timer) : this.#wake());
  #noticed = () => {
    const slept = Date.now() - this.#here > PATIENCE;
    this.#here = Date.now();
    if (slept) this.#wake();
  };
  #answer = (event) => {
    const { sourceElement, response } = event.detail.ctx ?? {};
    if (sourceElement !== this) return;
    if (response?.status >= 400 && response.status < 500) return this.#stop();
    this.#every = response?.status === 200 ? SOON : Math.min(this.#every * SLOWER, RARELY);
    this.#wait();
  };
  #swapped = (event) => {
    if (event.detail.ctx?.sourceElement === this) this.#announce();
  };

  connectedCallback() {
    this.#own = this.#words();
    document.addEventListener("visibilitychange", this.#visible);
    document.addEventListener("htmx:finally:request", this.#answer);
    document.addEventListener("htmx:after:swap", this.#swapped);
    for (const kind of ["pointerdown", "keydown", "scroll"]) addEventListener(kind, this.#noticed, { passive: true });
    this.#wait();
  }

  disconnectedCallback() {
    this.#stop();
  }

  #wake() {
    this.#here = Date.now();
    this.#every = SOON;
    this.#wait();
  }

  #wait() {
    clearTimeout(this.#timer);
    if (document.hidden || !("asks" in this.dataset) || Date.now() - this.#here > PATIENCE) return;
    this.#timer = setTimeout(() => this.dispatchEvent(new Event("look")), this.#every);
  }

  #stop() {
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.#visible);
    document.removeEventListener("htmx:finally:request", this.#answer);
    document.removeEventListener("htmx:after:swap", this.#swapped);
    for (const kind of ["pointerdown", "keydown", "scroll"]) removeEventListener(kind, this.#noticed);
  }

  #words() {
    return this.querySelector("[data-own]")?.textContent ?? "";
  }

  // Others move all the time; said is only what became of one's own place.
  #announce() {
    const before = this.#own;
    this.#own = this.#words();
    const status = document.getElementById("status");
    if (status && this.#own && this.#own !== before) status.textContent = this.#own;
  }
}

customElements.define("board-poll", BoardPoll);
