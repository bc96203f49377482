// Copies what its field holds. The button is hidden until this script can make it work.
class CopyText extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input");
    const button = this.querySelector("button");
    if (!navigator.clipboard) return;
    const word = button.firstChild;
    const before = word.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(input.value);
      word.textContent = button.dataset.done;
      document.querySelector("[role=status]").textContent = button.dataset.done;
      setTimeout(() => (word.textContent = before), 3000);
    });
  }
}

customElements.define("copy-text", CopyText);
