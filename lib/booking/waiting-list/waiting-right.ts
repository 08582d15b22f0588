declare const right: unique symbol;

/**
 * Whoever proved the mailbox or phone of an entry on the waiting list: by the link or the code of its messages, or the
 * browser that joined, for a while (BK8). Use cases take it instead of an id. Minted by `find-own-waiting.ts`; nothing
 * else may cast to it.
 */
export interface WaitingRight {
  readonly [right]: 'wait';
  readonly entryId: string;
}
