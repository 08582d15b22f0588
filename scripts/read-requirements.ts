/** One promise of docs/requirements.md. `fromNotice` is true for what the privacy notices themselves promise. */
export type Requirement = { id: string; fromNotice: boolean; text: string };

/** A requirement with the tests that name its id, as paths from the project's root. */
export type Proof = Requirement & { tests: string[] };

/**
 * Reads the list items that begin with an id such as `BK1`; lines that follow belong to the item.
 *
 * @throws Error when an id stands twice
 */
export function readRequirements(markdown: string): Requirement[] {
  const requirements = new Map<string, Requirement>();
  for (const match of markdown.matchAll(/^- ([A-Z]{2}\d+) (N )?(.+(?:\n {2}.+)*)/gm)) {
    const [, id = '', notice, text = ''] = match;
    if (requirements.has(id)) throw new Error(`${id} stands twice`);
    requirements.set(id, { id, fromNotice: notice !== undefined, text: text.replace(/\s+/g, ' ') });
  }
  return [...requirements.values()];
}

/** Which of the given tests name which requirement. A name is the whole id: `BK1` is not in `BK14`. */
export function findProofs(
  requirements: readonly Requirement[],
  tests: readonly { path: string; text: string }[],
): Proof[] {
  const named = tests.map((test) => ({ path: test.path, ids: new Set(test.text.match(/\b[A-Z]{2}\d+\b/g)) }));
  return requirements.map((requirement) => ({
    ...requirement,
    tests: named.filter((test) => test.ids.has(requirement.id)).map((test) => test.path),
  }));
}
