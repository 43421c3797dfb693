"""What can be wrong with a page's layout, found by measuring it in the browser."""

from playwright.sync_api import Page

_MEASURE = """
() => {
  const found = [];
  const isShown = (each) =>
    each.checkVisibility({ visibilityProperty: true }) && !each.closest(".visually-hidden, .skip");
  const hasText = (each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const isPart = (one, other) => one.contains(other) || other.contains(one);
  const name = (each) => `${each.className || each.tagName} "${each.textContent.trim().slice(0, 40)}"`;
  const textBox = (each) => {
    const range = document.createRange();
    range.selectNodeContents(each);
    return range.getBoundingClientRect();
  };
  const meet = (a, b) =>
    a.left < b.right - 1 && a.right > b.left + 1 && a.top < b.bottom - 1 && a.bottom > b.top + 1;
  const isCut = (each) => getComputedStyle(each).display !== "inline" && each.scrollWidth > each.clientWidth + 1;
  const naturalWidth = (select) => {
    const whole = select.cloneNode(true);
    whole.style.cssText = "position: absolute; max-inline-size: none; visibility: hidden";
    select.after(whole);
    const width = whole.offsetWidth;
    whole.remove();
    return width;
  };

  const page = document.documentElement;
  if (page.scrollWidth > innerWidth) found.push(`the page is ${page.scrollWidth} wide`);
  if (page.scrollHeight > innerHeight) found.push(`the page is ${page.scrollHeight} high`);

  const texts = [...document.querySelectorAll("body :not(option)")].filter((each) => hasText(each) && isShown(each));
  for (const bar of [...document.querySelectorAll(".top-bar, .day-bar, .queue-bar")].filter(isShown)) {
    const frame = bar.getBoundingClientRect();
    const right = Math.min(frame.right, innerWidth);
    const inside = texts.filter((each) => bar.contains(each));
    for (const each of inside) {
      const { left, right: end, bottom } = each.getBoundingClientRect();
      if (left < frame.left || end > right + 1 || bottom > frame.bottom + 1) found.push(`${name(each)} sticks out`);
      if (isCut(each)) found.push(`${name(each)} is cut off`);
      const under = inside.filter((other) => !isPart(each, other) && meet(textBox(each), textBox(other)));
      found.push(...under.map((other) => `${name(each)} lies over ${name(other)}`));
    }
    const over = texts.filter((each) => !bar.contains(each) && meet(textBox(each), frame));
    found.push(...over.map((each) => `${name(each)} lies over the bar`));
    const cut = [...bar.querySelectorAll("select")].filter((each) => naturalWidth(each) > each.offsetWidth + 1);
    found.push(...cut.map((each) => `${each.ariaLabel} is cut off`));
  }
  return found;
}
"""


def flaws_of(page: Page) -> list[str]:
    """Return what is cut off, lies over a toolbar, or makes the page scroll as a whole."""
    found: list[str] = page.evaluate(_MEASURE)
    return found
