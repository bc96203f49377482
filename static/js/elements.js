// Loads each custom element's file when the first one of its kind is on the page, so a page fetches only what it uses.
const FILES = new Set([
  "copy-text",
  "dialog-opener",
  "inbox-poll",
  "pop-menu",
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
    // The bell asks once a minute: its file is no part of the first load.
    if (FILES.delete(name)) setTimeout(() => import(`./${name}.js`), name === "inbox-poll" ? 10000 : 0);
  }
}

load(document);
document.addEventListener("htmx:after:swap", () => load(document));
