/** One breach of the project's order, worded so that whoever caused it knows what to do. */
export type Violation = {
  /** Path from the project's root. */
  file: string;
  rule: RuleName;
  /** What was found: the import, the word, the key. */
  found: string;
  /** What to do instead, as a sentence. */
  instead: string;
};

export const ruleNames = [
  'unresolved-import',
  'app-imports',
  'component-imports',
  'database-only-in-lib',
  'domain-not-listed',
  'domain-inner-file',
  'nobody-imports-privacy',
  'core-is-pure',
  'platform-knows-no-domain',
  'process-imports',
  'upward-import',
  'vocabulary',
  'no-barrel',
  'file-length',
  'locale-in-path',
  'actions-beside-page',
  'no-clock-in-lib',
  'no-recording-code',
  'no-third-party-host',
  'domain-declares-retention',
  'message-languages',
  'message-unused',
  'message-tone',
] as const;

export type RuleName = (typeof ruleNames)[number];
