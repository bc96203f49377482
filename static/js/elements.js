// Loads each further custom element's file when the first one of its kind is on the page, so a page fetches only what it uses.
const FILES = new Set([
  "board-poll",
  "copy-text",
  "dialog-opener",
  "print-button",
  "repeat-rows",
  "shortcut-keys",
  "show-password",
  "skill-typeahead",
  "toast-undo",
  "week-preview",
  "zone-guess",
]);

function load(root) {
  for (const element of root.querySelectorAll(":not(:defined)")) {
    const name = element.localName;
    if (FILES.delete(name)) import(`./${name}.js`);
  }
}

// On a phone the places scroll sideways: the one where the reader is must be in sight.
const here = document.querySelector(".nav [aria-current]");
const bar = here?.closest("ul");
if (bar && bar.scrollWidth > bar.clientWidth) here.scrollIntoView({ block: "nearest", inline: "center" });

load(document);
document.addEventListener("htmx:after:swap", () => load(document));
