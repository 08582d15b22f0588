import type { Message } from './schema.ts';

/** Hands messages of one medium to whoever delivers them: the operator's mail server or SMS gateway. */
export interface Sender {
  /** Resolves once the message is taken; rejects otherwise. @param id of the outbox row, the same however often it is sent */
  send(id: string, message: Message): Promise<void>;
  close(): void;
}
