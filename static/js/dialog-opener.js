// Opens the <dialog> that its link names in data-dialog, instead of following the link. Without script the link leads to
// a page that does the same. Closing gives focus back to the link, as <dialog> does by itself.
class DialogOpener extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a, button");
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      const dialog = document.getElementById(link.dataset.dialog);
      if (!dialog || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      dialog.showModal();
    });
  }
}

customElements.define("dialog-opener", DialogOpener);
