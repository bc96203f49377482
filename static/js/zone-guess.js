// Chooses the browser's time zone in an unanswered select, and says so, that the person may correct it.
class ZoneGuess extends HTMLElement {
  connectedCallback() {
    const select = this.querySelector("select");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const known = [...select.options].some((option) => option.value === zone);
    if (!known || !(select.value === "" || this.hasAttribute("data-overrule"))) return;
    select.value = zone;
    this.querySelector("[data-guessed]")?.removeAttribute("hidden");
  }
}

customElements.define("zone-guess", ZoneGuess);
