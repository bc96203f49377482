// Lets a person see the password they type. The button is hidden until this script can make it work.
class ShowPassword extends HTMLElement {
  connectedCallback() {
    const input = this.querySelector("input");
    const button = this.querySelector("button");
    const word = button.firstChild;
    const words = { password: word.textContent, text: button.dataset.hide };
    button.hidden = false;
    button.addEventListener("click", () => {
      input.type = input.type === "password" ? "text" : "password";
      word.textContent = words[input.type];
      input.focus();
    });
    // A browser offers to keep a password only if the field is one when the form leaves.
    input.form?.addEventListener("submit", () => (input.type = "password"));
  }
}

customElements.define("show-password", ShowPassword);
