// Redraws the week strip inside it while its from and to times change. It wraps the editor and the strip; each row
// carries data-day ("mon" … "sun") and two time inputs; the strip's day SVGs carry the same.
const SVG = "http://www.w3.org/2000/svg";
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY = 1440;

function minutes(text) {
  const [hours, rest] = text.split(":").map(Number);
  return hours * 60 + rest;
}

class WeekPreview extends HTMLElement {
  connectedCallback() {
    for (const kind of ["input", "change"]) {
      this.addEventListener(kind, () => {
        this.#isEdited = true;
        this.#draw();
      });
    }
    // Another week was fetched: it knows the saved hours, and here others are typed already.
    document.addEventListener("htmx:after:swap", () => this.#isEdited && this.isConnected && this.#draw());
  }

  #isEdited = false;

  // A window whose end is not after its start runs past midnight: its rest belongs to the next day.
  #windows() {
    const found = new Map(DAYS.map((day) => [day, []]));
    for (const row of this.querySelectorAll("[data-day] [data-row]")) {
      const [from, to] = [...row.querySelectorAll("input[type=time]")].map((input) => input.value);
      if (!from || !to) continue;
      const day = row.closest("[data-day]").dataset.day;
      const [start, end] = [minutes(from), minutes(to)];
      if (end > start) found.get(day).push([start, end]);
      else {
        found.get(day).push([start, DAY]);
        if (end > 0) found.get(DAYS[(DAYS.indexOf(day) + 1) % 7]).push([0, end]);
      }
    }
    return found;
  }

  #draw() {
    for (const [day, windows] of this.#windows()) {
      const picture = this.querySelector(`svg[data-day="${day}"]`);
      if (!picture) continue;
      for (const old of picture.querySelectorAll(".free")) old.remove();
      for (const [start, end] of windows) {
        const box = document.createElementNS(SVG, "rect");
        const place = { class: "free", width: 20, y: start / 12, height: (end - start) / 12 };
        for (const [name, value] of Object.entries(place)) box.setAttribute(name, value);
        picture.prepend(box);
      }
    }
  }
}

customElements.define("week-preview", WeekPreview);
