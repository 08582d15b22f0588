import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** One mail as it arrived by SMTP. */
export type ReceivedMail = {
  /** 1, 2, 3 … in the order of arrival. */
  id: number;
  /** Epoch milliseconds by the machine's clock. */
  receivedAt: number;
  /** Who the sender named as recipients of the envelope. */
  recipients: string[];
  raw: Buffer;
  content: Email;
};

export type MailReceiver = {
  port: number;
  messages: readonly ReceivedMail[];
  clear(): void;
  /**
   * The first mail, present or still to come, that fits.
   * @param patience milliseconds until it gives up
   */
  waitFor(fits: (mail: ReceivedMail) => boolean, patience?: number): Promise<ReceivedMail>;
  stop(): Promise<void>;
};

/** More than this many are not kept: an inbox in memory must not grow without end. */
const KEPT = 1_000;

/** Says "250" only once the mail is kept. */
async function answer(taken: Promise<void>, done: (error?: Error) => void): Promise<void> {
  try {
    await taken;
  } catch {
    done(new Error('The message cannot be read.'));
    return;
  }
  done();
}

/**
 * An SMTP server on 127.0.0.1 that takes every mail and keeps it in memory, for demo and tests. It speaks real SMTP,
 * without encryption and without sign-in, and never passes anything on.
 * @param port TCP port; 0: any
 */
export async function startMailReceiver(port: number): Promise<MailReceiver> {
  const messages: ReceivedMail[] = [];
  const listeners = new Set<(mail: ReceivedMail) => void>();
  let count = 0;

  const take = async (stream: AsyncIterable<Buffer>, recipients: string[]): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    const raw = Buffer.concat(chunks);
    const content = await PostalMime.parse(raw);
    count += 1;
    const mail: ReceivedMail = { id: count, receivedAt: Date.now(), recipients, raw, content };
    messages.push(mail);
    if (messages.length > KEPT) messages.shift();
    for (const listener of listeners) listener(mail);
  };

  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    // Senders keep their connections for the next mail: they are not waited for at the end.
    closeTimeout: 200,
    onData: (stream, session, done) => {
      const recipients = session.envelope.rcptTo.map((recipient) => recipient.address);
      void answer(take(stream, recipients), done);
    },
  });
  // A sender that breaks off is its own business (tests kill senders on purpose); smtp-server reports it here.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const address = server.server.address();

  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    messages,
    clear: () => {
      messages.length = 0;
    },
    waitFor: (fits, patience = 10_000) =>
      new Promise((resolve, reject) => {
        const present = messages.find(fits);
        if (present !== undefined) {
          resolve(present);
          return;
        }
        const listener = (mail: ReceivedMail): void => {
          if (!fits(mail)) return;
          clearTimeout(timer);
          listeners.delete(listener);
          resolve(mail);
        };
        const timer = setTimeout(() => {
          listeners.delete(listener);
          const subjects = messages.map((mail) => mail.content.subject ?? '(none)').join(' | ');
          reject(new Error(`No such mail within ${patience} ms. Arrived: ${messages.length} (${subjects})`));
        }, patience);
        listeners.add(listener);
      }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
