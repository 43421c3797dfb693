import { type Child, h } from "./h";
import { icon } from "./icon";

/** Open a dialog over the page and return it; Esc and its close button end it, and the focus goes back to where it was. */
export function openDialog(title: string, content: Child, className = ""): HTMLDialogElement {
  const before = document.activeElement;
  const dialog = h(
    "dialog",
    { class: `dialog ${className}`, "aria-label": title },
    h(
      "header",
      {},
      h("h2", {}, title),
      h("button", { class: "quiet bare", "aria-label": "Close", onclick: () => dialog.close() }, icon("close")),
    ),
    content,
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before instanceof HTMLElement) before.focus();
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Ask a yes-or-no question; resolves to false when the dialog is closed in any other way. */
export function confirm(title: string, text: string, yes: string): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = false;
    const dialog = openDialog(title, [
      h("p", {}, text),
      h(
        "footer",
        {},
        h("button", { onclick: () => dialog.close() }, "Cancel"),
        h("button", { class: "primary", autofocus: true, testid: "confirm", onclick: () => ((answer = true), dialog.close()) }, yes),
      ),
    ]);
    dialog.addEventListener("close", () => resolve(answer));
  });
}
