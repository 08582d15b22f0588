import { afterAll } from 'vitest';
import { type MailReceiver, type ReceivedMail, startMailReceiver } from '#processes/demo/mail-receiver.ts';
import { type ReceivedSms, startSmsReceiver, type SmsReceiver } from '#processes/demo/sms-receiver.ts';

let receiver: MailReceiver | undefined;
let gateway: SmsReceiver | undefined;

/** Starts this file's SMTP server; the setup writes its address into SMTP_URL. */
export async function openMailbox(): Promise<MailReceiver> {
  receiver ??= await startMailReceiver(0);
  return receiver;
}

/** Starts this file's SMS gateway; the setup writes its address into SMS_GATEWAY_URL. */
export async function openSmsGateway(): Promise<SmsReceiver> {
  gateway ??= await startSmsReceiver(0);
  return gateway;
}

afterAll(async () => {
  await gateway?.stop();
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

function phone(): SmsReceiver {
  if (gateway === undefined) throw new Error('There is an SMS gateway in integration tests only.');
  return gateway;
}

/** Everything that was handed to this file's SMS gateway. */
export const smsbox = {
  all: (): readonly ReceivedSms[] => phone().messages,
  to: (number: string): ReceivedSms[] => phone().messages.filter(({ to }) => to === number),
  waitForSmsTo: (number: string, patience?: number): Promise<ReceivedSms> =>
    phone().waitFor(({ to }) => to === number, patience),
  refuseNext: (count: number): void => phone().refuseNext(count),
  clear: (): void => phone().clear(),
};
