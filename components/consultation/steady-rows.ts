/** One who waits, or who is gone but still shown, because a pointer or the keyboard is on the list. */
export type SteadyRow<Row> = Row & { gone: boolean };

/**
 * What the list shows: while somebody is about to press in it (`held`), rows keep their places. Who left stays as gone,
 * who came is added at the end; nothing moves under a pointer.
 * @param shown what is shown now
 * @param live who waits now, longest first
 */
export function steadyRows<Row extends { participantId: string }>(
  shown: readonly SteadyRow<Row>[],
  live: readonly Row[],
  held: boolean,
): SteadyRow<Row>[] {
  if (!held) return live.map((row) => ({ ...row, gone: false }));
  const byId = new Map(live.map((row) => [row.participantId, row]));
  const kept = shown.map((row): SteadyRow<Row> => {
    const now = byId.get(row.participantId);
    return now === undefined ? { ...row, gone: true } : { ...now, gone: false };
  });
  const shownIds = new Set(shown.map((row) => row.participantId));
  const added = live.filter((row) => !shownIds.has(row.participantId));
  return [...kept, ...added.map((row) => ({ ...row, gone: false }))];
}

/** Who came and who left between two states, for the voice that says it. */
export function changesBetween<Row extends { participantId: string }>(
  before: readonly Row[],
  after: readonly Row[],
): { came: Row[]; left: Row[] } {
  const missingIn = (rows: readonly Row[]) => {
    const ids = new Set(rows.map((row) => row.participantId));
    return (row: Row) => !ids.has(row.participantId);
  };
  return { came: after.filter(missingIn(before)), left: before.filter(missingIn(after)) };
}
