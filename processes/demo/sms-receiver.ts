import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';

/** One SMS as it was handed over. */
export type ReceivedSms = {
  /** 1, 2, 3 … in the order of arrival. */
  id: number;
  /** Epoch milliseconds by the machine's clock. */
  receivedAt: number;
  /** E.164. */
  to: string;
  text: string;
  /** What the sender names it by, however often it sends it. */
  key: string;
  /** How often it was handed over; a phone gets it once. */
  handedOver: number;
  authorization: string | null;
};

export type SmsReceiver = {
  /** What SMS_GATEWAY_URL is to be. */
  url: string;
  messages: readonly ReceivedSms[];
  clear(): void;
  /** So many requests are answered 503 from now on, as by a gateway that is overrun. */
  refuseNext(count: number): void;
  /**
   * The first SMS, present or still to come, that fits.
   * @param patience milliseconds until it gives up
   */
  waitFor(fits: (sms: ReceivedSms) => boolean, patience?: number): Promise<ReceivedSms>;
  stop(): Promise<void>;
};

const handedOver = z.object({ id: z.string().min(1), to: z.string().regex(/^\+\d+$/), text: z.string().min(1) });
const mostBytes = 10_000;
/** More than this many are not kept: an inbox in memory must not grow without end. */
const KEPT = 1_000;

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    if (size > mostBytes) return null;
    chunks.push(bytes);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

/**
 * The stand-in for an operator's SMS gateway, for demo and tests: takes every SMS over HTTP on 127.0.0.1 and keeps it in
 * memory, one that it knows by its key but once. It never passes anything on.
 * @param port TCP port; 0: any
 */
export async function startSmsReceiver(port: number): Promise<SmsReceiver> {
  const messages: ReceivedSms[] = [];
  const listeners = new Set<(sms: ReceivedSms) => void>();
  let count = 0;
  let refusals = 0;

  const take = (key: string, to: string, text: string, authorization: string | null): void => {
    const known = messages.find((sms) => sms.key === key);
    if (known !== undefined) {
      known.handedOver += 1;
      return;
    }
    count += 1;
    const sms: ReceivedSms = { id: count, receivedAt: Date.now(), to, text, key, handedOver: 1, authorization };
    messages.push(sms);
    if (messages.length > KEPT) messages.shift();
    for (const listener of listeners) listener(sms);
  };

  const statusFor = async (request: IncomingMessage): Promise<number> => {
    const given = handedOver.safeParse(await bodyOf(request));
    if (request.method !== 'POST' || request.url !== '/messages') return 404;
    if (refusals > 0) {
      refusals -= 1;
      return 503;
    }
    if (!given.success || request.headers['idempotency-key'] !== given.data.id) return 400;
    take(given.data.id, given.data.to, given.data.text, request.headers.authorization ?? null);
    return 202;
  };

  const server = createServer((request, response) => {
    void statusFor(request).then(
      (status) => response.writeHead(status).end(),
      // A sender that breaks off is its own business (tests kill senders on purpose).
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  const address = server.address();

  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}/messages`,
    messages,
    clear: () => {
      messages.length = 0;
      refusals = 0;
    },
    refuseNext: (wanted) => {
      refusals = wanted;
    },
    waitFor: (fits, patience = 10_000) =>
      new Promise((resolve, reject) => {
        const present = messages.find(fits);
        if (present !== undefined) {
          resolve(present);
          return;
        }
        const listener = (sms: ReceivedSms): void => {
          if (!fits(sms)) return;
          clearTimeout(timer);
          listeners.delete(listener);
          resolve(sms);
        };
        const timer = setTimeout(() => {
          listeners.delete(listener);
          reject(new Error(`No such SMS within ${patience} ms. Arrived: ${messages.length}`));
        }, patience);
        listeners.add(listener);
      }),
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
