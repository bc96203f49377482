// A page fetches only the elements it uses.
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
    if (FILES.delete(name)) setTimeout(() => import(`./${name}.js`), name === "inbox-poll" ? 10000 : 0);
  }
}

load(document);
document.addEventListener("htmx:after:swap", () => load(document));
