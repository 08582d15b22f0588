import { afterAll } from 'vitest';
import { type MailReceiver, type ReceivedMail, startMailReceiver } from '#processes/demo/mail-receiver.ts';

let receiver: MailReceiver | undefined;

/** Starts this file's SMTP server; the setup writes its address into SMTP_URL. */
export async function openMailbox(): Promise<MailReceiver> {
  receiver ??= await startMailReceiver(0);
  return receiver;
}

afterAll(async () => {
  await receiver?.stop();
});

function box(): MailReceiver {
  if (receiver === undefined) throw new Error('There is a mailbox in integration tests only.');
  return receiver;
}

/** Everything that was delivered to this file's SMTP server. */
export const mailbox = {
  all: (): readonly ReceivedMail[] => box().messages,
  to: (address: string): ReceivedMail[] => box().messages.filter((mail) => mail.recipients.includes(address)),
  /** The first mail to an address, waiting for it if need be. */
  waitForMailTo: (address: string, patience?: number): Promise<ReceivedMail> =>
    box().waitFor((mail) => mail.recipients.includes(address), patience),
  clear: (): void => box().clear(),
};
