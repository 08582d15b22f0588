import { env } from '#lib/platform/env.ts';
import type { Sender } from './sender.ts';
import { writeMessage } from './write-message.ts';

/** Longer waits nobody for a gateway, in milliseconds; well within the lease of a message. */
const patience = 20_000;

/**
 * The operator's SMS gateway: `POST` of `{ id, to, text }` as JSON, `to` in E.164, and `Idempotency-Key: <id>`, the same
 * however often it is sent, so that the gateway knows a repetition. Any 2xx means taken.
 * @returns `null` when the environment names none
 */
export function openSmsGateway(): Sender | null {
  const { SMS_GATEWAY_URL: url, SMS_GATEWAY_TOKEN: token } = env();
  if (url === undefined) return null;
  return {
    async send(id, message) {
      if (message.to.medium !== 'sms') throw new Error('A mail is nothing for the SMS gateway');
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': id,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ id, to: message.to.number, text: writeMessage(message).sms }),
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`The SMS gateway answered ${response.status}`);
    },
    close: () => undefined,
  };
}
