// Keeps the place after htmx swaps a part of the page: focus is never lost, and a failed request is told once.

function focusTarget(region) {
  const root = region?.isConnected ? region : document.getElementById("main");
  return root.querySelector("[data-focus]") ?? root.querySelector("h1, h2, h3") ?? root;
}

function focus(element) {
  if (!element.matches("a, button, input, select, textarea, summary, [tabindex]")) element.tabIndex = -1;
  element.focus();
}

// Until somebody has done something on a page there is no focus to lose: what a page fetches by itself takes none.
let begun = false;
for (const kind of ["focusin", "pointerdown", "keydown"]) {
  document.addEventListener(kind, () => { begun = true; }, { once: true, capture: true });
}

// What a page asks by itself, while somebody reads or types, changes nothing but its own place.
const byItself = (event) => event.detail.ctx?.sourceElement?.localName.endsWith("-poll");

// A swap that asks for focus gets it; a swap that took away what was focused gives it to the new content.
document.addEventListener("htmx:after:swap", (event) => {
  if (byItself(event)) return;
  const target = event.detail.ctx.target;
  const region = typeof target === "string" ? document.querySelector(target) : target;
  const asked = region?.isConnected ? region.querySelector("[data-focus='always'], .error-summary") : null;
  if (asked) focus(asked);
  else if (begun && (!document.activeElement || document.activeElement === document.body)) focus(focusTarget(region));
});

// No answer at all (offline, timed out): htmx swaps nothing, so the person would see nothing.
document.addEventListener("htmx:error", (event) => {
  const alert = document.getElementById("alert");
  if (!alert || event.detail.ctx?.response || byItself(event)) return;
  const banner = document.createElement("div");
  banner.className = "banner bad";
  const text = document.createElement("p");
  text.textContent = alert.dataset.unreachable;
  banner.append(text);
  alert.replaceChildren(banner);
  alert.scrollIntoView({ block: "nearest" });
});

// The next request is a new attempt: what was wrong with the last one is no longer true.
document.addEventListener("htmx:before:request", (event) => {
  if (!byItself(event)) document.getElementById("alert")?.replaceChildren();
});
