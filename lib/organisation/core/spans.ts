/** From (inside) to (outside), in milliseconds since 1970: thousands are made for one question. */
export interface Span {
  from: number;
  to: number;
}

/** In order, without overlaps and empty ones; spans that touch become one. */
export function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

/** What lies in both. Both are merged; so is the answer. */
export function intersect(a: readonly Span[], b: readonly Span[]): Span[] {
  const common: Span[] = [];
  let next = 0;
  for (const { from, to } of a) {
    while ((b[next]?.to ?? Infinity) <= from) next += 1;
    for (let i = next; (b[i]?.from ?? Infinity) < to; i += 1) {
      const other = b[i];
      if (other !== undefined) common.push({ from: Math.max(from, other.from), to: Math.min(to, other.to) });
    }
  }
  return common;
}

/** What of `spans` lies in none of `taken`. Both are merged; so is the answer. */
export function subtract(spans: readonly Span[], taken: readonly Span[]): Span[] {
  const left: Span[] = [];
  for (const span of spans) {
    let { from } = span;
    for (const cut of intersect([span], taken)) {
      if (cut.from > from) left.push({ from, to: cut.from });
      from = cut.to;
    }
    if (span.to > from) left.push({ from, to: span.to });
  }
  return left;
}
