/** A span on the wall clock; walls compare as texts, since they are all equally long. */
export interface WallSpan {
  start: string;
  end: string;
}

/** Return the parts of spans that lie inside a frame. */
export function clip(spans: readonly WallSpan[], frame: WallSpan): WallSpan[] {
  return spans
    .map(({ start, end }) => ({
      start: start > frame.start ? start : frame.start,
      end: end < frame.end ? end : frame.end,
    }))
    .filter(({ start, end }) => start < end);
}

/** Return what is left of spans when holes are cut out of them, in order. */
export function cut(spans: readonly WallSpan[], holes: readonly WallSpan[]): WallSpan[] {
  let left = [...spans];
  for (const hole of holes) {
    left = left.flatMap((span) => {
      if (hole.end <= span.start || hole.start >= span.end) return [span];
      const parts: WallSpan[] = [];
      if (hole.start > span.start) parts.push({ start: span.start, end: hole.start });
      if (hole.end < span.end) parts.push({ start: hole.end, end: span.end });
      return parts;
    });
  }
  return left.sort((a, b) => a.start.localeCompare(b.start));
}
