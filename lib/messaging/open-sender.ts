import type { Medium } from './schema.ts';
import type { Sender } from './sender.ts';
import { openSmsGateway } from './sms-gateway.ts';
import { openMailServer } from './smtp.ts';

/** @returns `null` when the environment names nobody who delivers this medium */
export function openSender(medium: Medium): Sender | null {
  return medium === 'email' ? openMailServer() : openSmsGateway();
}
