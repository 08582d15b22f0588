import nodemailer from 'nodemailer';
import { brand } from '#lib/platform/brand.ts';
import { env } from '#lib/platform/env.ts';
import { renderMail } from './render-mail.ts';
import type { Sender } from './sender.ts';

/** The Message-ID of a mail: the same however often it is sent, so that a mail sent twice is known as one. */
export function messageIdOf(id: string): string {
  return `<${id}@${new URL(env().PUBLIC_URL).hostname}>`;
}

/** @returns `null` when the environment names no mail server */
export function openMailServer(): Sender | null {
  const url = env().SMTP_URL;
  if (url === undefined) return null;
  const { hostname, port, username, password, protocol } = new URL(url);
  const local = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  const secure = protocol === 'smtps:';
  const transport = nodemailer.createTransport({
    pool: true,
    maxConnections: 3,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    // In transit everything is encrypted (DP2); only a server on the same machine may do without.
    requireTLS: !secure && !local,
    ignoreTLS: local && !secure,
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(id, message) {
      if (message.to.medium !== 'email') throw new Error('An SMS is nothing for the mail server');
      const { subject, text, html } = renderMail(message);
      await transport.sendMail({
        from: { name: brand.name, address: env().MAIL_FROM },
        to: { name: '', address: message.to.address },
        messageId: messageIdOf(id),
        subject,
        text,
        html,
        // Answers of machines are unwanted, and no answer of a person is read here.
        headers: { 'Auto-Submitted': 'auto-generated' },
        attachments: message.attachments.map(({ filename, contentType, content }) => ({
          filename,
          contentType,
          content,
        })),
      });
    },
    close: () => transport.close(),
  };
}
