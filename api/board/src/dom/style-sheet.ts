import { h } from "./h";

/** Load a style sheet into the page; one that does not come leaves nothing behind, so that it can be asked for again. */
export function loadStyleSheet(href: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const link = h("link", {
      rel: "stylesheet",
      href,
      onload: () => resolve(),
      onerror: () => {
        link.remove();
        reject(new Error(`${href} could not be loaded`));
      },
    });
    document.head.append(link);
  });
}
