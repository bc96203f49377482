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

load(document);
document.addEventListener("htmx:after:swap", () => load(document));
