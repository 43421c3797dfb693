const PATHS = {
  check: "M3 8.5l3.2 3.2L13 4.8",
  clock: "M8 4.5V8l2.4 1.6M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z",
  warning: "M8 2.2l6.3 11.3H1.7zM8 6.5v3.2M8 11.4v.4",
  dash: "M4 8h8",
  past: "M3 3.5v9M13 3.5L7 8l6 4.5",
  pin: "M5.5 2.5h5M6.5 2.5v4L4.5 9h7l-2-2.5v-4M8 9v5",
  lock: "M4 7.5h8v6H4zM5.5 7.5V5.2a2.5 2.5 0 0 1 5 0v2.3",
  car: "M2.5 11V8.2l1.6-3.4h7.8l1.6 3.4V11zM2.5 8.2h11M4.6 11v1.6M11.4 11v1.6",
  left: "M10 3.5L5.5 8l4.5 4.5",
  right: "M6 3.5L10.5 8 6 12.5",
  close: "M4 4l8 8M12 4l-8 8",
  undo: "M3 6h6.5a3.5 3.5 0 0 1 0 7H6M3 6l3-3M3 6l3 3",
  map: "M2 4l4-1.5 4 1.5 4-1.5v9.5L10 13.5 6 12l-4 1.5zM6 2.5V12M10 4v9.5",
  history: "M8 4.5V8l2.2 1.4M3 8a5 5 0 1 0 1.6-3.7M3 2.5v3h3",
  sun: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1",
  moon: "M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6z",
  people: "M6 7.5a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM2 13c.3-2.6 1.8-4 4-4s3.7 1.4 4 4M10.5 7.3a2 2 0 1 0-.6-3.9M11.6 9.3c1.4.4 2.2 1.6 2.4 3.5",
  gauge: "M2.5 12a5.5 5.5 0 1 1 11 0M8 12l2.6-4.2M8 12.4v.2",
  plus: "M8 3.5v9M3.5 8h9",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  up: "M3.5 10L8 5.5l4.5 4.5",
  down: "M3.5 6L8 10.5 12.5 6",
} as const;

export type IconName = keyof typeof PATHS;

/** Return a small line drawing that takes the colour of the text around it; it says nothing to a screen reader. */
export function icon(name: IconName, size = 16): SVGSVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  const path = document.createElementNS(namespace, "path");
  path.setAttribute("d", PATHS[name]);
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("width", String(size));
  svg.setAttribute("height", String(size));
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", "icon");
  svg.append(path);
  return svg;
}
