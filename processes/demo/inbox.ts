import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listPage, messagePage, smsPage } from './inbox-pages.ts';
import { type MailReceiver, type ReceivedMail, startMailReceiver } from './mail-receiver.ts';
import { startSmsReceiver, type SmsReceiver } from './sms-receiver.ts';

export type Inbox = {
  /** Where people read mails and SMS. */
  url: string;
  smtpUrl: string;
  smsGatewayUrl: string;
  receiver: MailReceiver;
  sms: SmsReceiver;
  stop(): Promise<void>;
};

/** A mail as tests read it over HTTP. */
export type InboxMessage = {
  id: number;
  receivedAt: number;
  recipients: string[];
  messageId: string;
  subject: string;
  text: string;
  html: string;
  attachments: { filename: string; contentType: string; content: string }[];
};

function bytesOf(content: ArrayBuffer | Uint8Array | string): Buffer {
  return typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content));
}

function asJson(mail: ReceivedMail): InboxMessage {
  const { content } = mail;
  return {
    id: mail.id,
    receivedAt: mail.receivedAt,
    recipients: mail.recipients,
    messageId: content.messageId ?? '',
    subject: content.subject ?? '',
    text: content.text ?? '',
    html: content.html ?? '',
    attachments: content.attachments.map((attachment) => ({
      filename: attachment.filename ?? '',
      contentType: attachment.mimeType,
      content: bytesOf(attachment.content).toString('utf8'),
    })),
  };
}

type Answer = { type: string; body: string | Buffer; policy?: string; download?: string };

/** Nothing is fetched from anywhere; a mail's own HTML may not even run a script or load a picture. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; frame-ancestors 'none'";
const MAIL_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

type Received = { receiver: MailReceiver; sms: SmsReceiver };

function answerFor(path: string, { receiver, sms }: Received): Answer | null {
  const html = (body: string, policy = PAGE_POLICY): Answer => ({ type: 'text/html; charset=utf-8', body, policy });
  if (path === '/') return html(listPage(receiver.messages, sms.messages));
  if (path === '/api/sms') return { type: 'application/json', body: JSON.stringify(sms.messages) };
  const short = sms.messages.find(({ id }) => path === `/sms/${id}`);
  if (short !== undefined) return html(smsPage(short));
  if (path === '/api/messages')
    return { type: 'application/json', body: JSON.stringify(receiver.messages.map(asJson)) };
  const match = /^\/(api\/)?messages\/(\d+)(?:\/(html|source|attachments\/(\d+)))?$/.exec(path);
  const mail = receiver.messages.find((candidate) => candidate.id === Number(match?.[2]));
  if (match === null || mail === undefined) return null;
  const [, api, , part, index] = match;
  if (api !== undefined)
    return part === undefined ? { type: 'application/json', body: JSON.stringify(asJson(mail)) } : null;
  if (part === undefined) return html(messagePage(mail));
  // Links of the mail open beside, as a mail program does it.
  if (part === 'html') return html(`<base target="_blank">${mail.content.html ?? ''}`, MAIL_POLICY);
  if (part === 'source') return { type: 'text/plain; charset=utf-8', body: mail.raw };
  const attachment = mail.content.attachments[Number(index)];
  if (attachment === undefined) return null;
  const name = (attachment.filename ?? `attachment-${Number(index) + 1}`).replaceAll(/[^\w.-]/g, '_');
  return { type: attachment.mimeType.replaceAll(/[^\w/.+-]/g, ''), body: bytesOf(attachment.content), download: name };
}

function respond(request: IncomingMessage, response: ServerResponse, received: Received): void {
  const { pathname } = new URL(request.url ?? '/', 'http://inbox');
  if (request.method === 'DELETE' && pathname === '/api/messages') {
    received.receiver.clear();
    received.sms.clear();
    response.writeHead(204).end();
    return;
  }
  const answer = request.method === 'GET' || request.method === 'HEAD' ? answerFor(pathname, received) : null;
  if (answer === null) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n');
    return;
  }
  response.writeHead(200, {
    'content-type': answer.type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...(answer.policy === undefined ? {} : { 'content-security-policy': answer.policy }),
    ...(answer.download === undefined ? {} : { 'content-disposition': `attachment; filename="${answer.download}"` }),
  });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

/**
 * An inbox for demo and tests: takes every mail by SMTP and every SMS as the gateway does, shows them in the browser and
 * as JSON (`/api/messages`, `/api/messages/ID`, `/api/sms`; DELETE of `/api/messages` empties all). In memory only, on this machine only.
 */
export async function startInbox(ports: { http: number; smtp: number; sms: number }): Promise<Inbox> {
  const receiver = await startMailReceiver(ports.smtp);
  const sms = await startSmsReceiver(ports.sms);
  const server = createServer((request, response) => respond(request, response, { receiver, sms }));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(ports.http, 'localhost', () => resolve());
  });
  return {
    url: `http://localhost:${ports.http}`,
    smtpUrl: `smtp://127.0.0.1:${receiver.port}`,
    smsGatewayUrl: sms.url,
    receiver,
    sms,
    stop: async () => {
      server.closeAllConnections();
      await Promise.all([new Promise((resolve) => server.close(resolve)), receiver.stop(), sms.stop()]);
    },
  };
}
