import { h } from "../dom/h";
import { api } from "../http/api";
import { sayProblem } from "../http/problem";

/** Show the sign-in form in place of the page; `done` runs once the service knows the key. */
export function showSignIn(page: HTMLElement, problem: string, done: () => void): void {
  const key = h("input", {
    type: "password", name: "key", autocomplete: "current-password", required: true, spellcheck: "false", testid: "key", "aria-describedby": "key-hint",
  });
  const say = h("p", { class: "problem-text", role: "alert", hidden: !problem }, problem);
  const button = h("button", { class: "primary", type: "submit", testid: "sign-in" }, "Sign in");
  const submit = async (event: Event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      await api.signIn(key.value.trim());
      done();
    } catch (error) {
      say.textContent = sayProblem(error);
      say.hidden = false;
      button.disabled = false;
      key.select();
    }
  };
  document.title = "Sign in \u00b7 Openday";
  page.className = "";
  page.replaceChildren(
    h(
      "main",
      { class: "sign-in" },
      h(
        "form",
        { onsubmit: submit as EventListener },
        h("h1", {}, "Openday"),
        h("label", {}, h("span", {}, "Key"), key),
        h("p", { class: "muted", id: "key-hint" }, "It starts with od_. Whoever runs Openday here can give you one."),
        say,
        button,
      ),
    ),
  );
  key.focus();
}
