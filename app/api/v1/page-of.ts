/**
 * One page of a list that is read whole (a catalogue), with the cursor of the next one.
 * @param query.cursor the key of the last item of the page before; the list goes on behind it, or from its beginning
 *   when that item is gone
 */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): { items: Item[]; next: string | null } {
  const start = cursor === undefined ? 0 : items.findIndex((item) => keyOf(item) === cursor) + 1;
  const page = items.slice(start, start + limit);
  const last = page.at(-1);
  return { items: page, next: last === undefined || start + limit >= items.length ? null : keyOf(last) };
}
