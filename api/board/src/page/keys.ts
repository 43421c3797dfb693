/** A key of the whole page, with what it does in words for the list of keys. */
export interface Key {
  /** As `KeyboardEvent.key` gives it, in lower case; `ctrl+` before it where it is held. */
  key: string;
  /** Empty where another key's line speaks for it. */
  shown: string;
  does: string;
  run: () => void;
  /** Held down, it goes on step by step; every other key acts once a stroke. */
  steps?: true;
}

const SETTING = "openday-single-keys";

/** Whether single letters act; a person who dictates or leans on keys can switch them off. */
export function singleKeys(): boolean {
  return localStorage.getItem(SETTING) !== "off";
}

export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(SETTING);
  else localStorage.setItem(SETTING, "off");
}

/** Listen to the keys of the page; typing into a field, an open dialog and held modifiers are left alone. */
export function listenToKeys(keys: readonly Key[]): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || document.querySelector("dialog[open]")) return;
    const held = event.ctrlKey || event.metaKey;
    // Ctrl+Shift+Z is "redo" to many hands: the last that it may do is to undo one more.
    if (held && event.shiftKey) return;
    const name = `${held ? "ctrl+" : ""}${event.key.toLowerCase()}`;
    const key = keys.find((each) => each.key === name);
    if (!key) return;
    const isSingle = !held && key.key !== "escape";
    if (isTyping(event.target) && key.key !== "escape") return;
    if (isSingle && !singleKeys() && key.key !== "?") return;
    event.preventDefault();
    if (!event.repeat || key.steps) key.run();
  });
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["radio", "checkbox", "button"].includes(target.type);
  return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
