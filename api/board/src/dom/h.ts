export type Child = Node | string | number | null | undefined | false | Child[];

type Value = string | number | boolean | null | undefined | EventListener;
export type Properties = Record<string, Value>;

/**
 * Make an element: `h("button", { class: "primary", onclick: run, "aria-pressed": true }, "Keep")`.
 *
 * A name that starts with `on` takes a listener, `testid` becomes `data-testid`, and false or null leaves an attribute out.
 * `disabled`, `hidden` and `checked` are present or absent; other booleans are written as words.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) assign(element, name, value);
  add(element, children);
  return element;
}

const PRESENT = new Set(["disabled", "hidden", "checked", "selected", "open", "required", "inert", "autofocus"]);

function assign(element: HTMLElement, name: string, value: Value): void {
  if (typeof value === "function") {
    element.addEventListener(name.slice(2), value);
  } else if (value === null || value === undefined) {
    return;
  } else if (PRESENT.has(name)) {
    if (value) element.setAttribute(name, "");
  } else if (name.startsWith("aria-") || value !== false) {
    element.setAttribute(name === "testid" ? "data-testid" : name, String(value));
  }
}

function add(element: Node, children: Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) add(element, child);
    else if (child instanceof Node) element.appendChild(child);
    else if (child !== null && child !== undefined && child !== false) element.appendChild(document.createTextNode(String(child)));
  }
}

/** Put children in place of what an element holds. */
export function fillWith(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  add(element, children);
}
