import type { ReceivedMail } from './mail-receiver.ts';
import type { ReceivedSms } from './sms-receiver.ts';

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for HTML, in elements and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => escapes[character] ?? '');
}

const STYLE = `
:root { color-scheme: light dark; --ground: light-dark(#faf8f5, #16181c); --ink: light-dark(#1c1b19, #f0eeea);
  --quiet: light-dark(#55524c, #b6b2aa); --line: light-dark(#d8d3ca, #3a3d44); --accent: light-dark(#0b4f6c, #9bd3ee); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; background: var(--ground); color: var(--ink);
  font: 1.0625rem/1.5 system-ui, sans-serif; }
a { color: var(--accent); }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
h1 { font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { font-size: 1.125rem; }
ol, ul { list-style: none; padding: 0; }
li { border-top: 1px solid var(--line); padding: .75rem 0; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
dt, .quiet { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--line); padding: 1rem; font: inherit; }
iframe { width: 100%; height: 38rem; border: 1px solid var(--line); background: #fff; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .5rem; } }
`;

function page(title: string, body: string, refresh: boolean): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
${refresh ? '<meta http-equiv="refresh" content="5">' : ''}<style>${STYLE}</style></head>
<body>${body}</body>
</html>
`;
}

const timeOf = ({ receivedAt }: { receivedAt: number }): string =>
  `<time datetime="${new Date(receivedAt).toISOString()}">${new Date(receivedAt).toISOString().slice(11, 19)} UTC</time>`;
const subjectOf = (mail: ReceivedMail): string => mail.content.subject || '–';

/** The list of all mails and SMS, newest first. It looks for new ones by itself, without script. */
export function listPage(mails: readonly ReceivedMail[], sms: readonly ReceivedSms[]): string {
  const items = [
    ...mails.map((mail) => ({
      at: mail.receivedAt,
      html: `<li><a href="/messages/${mail.id}">${escapeHtml(subjectOf(mail))}</a>
<div class="quiet">E-Mail · ${escapeHtml(mail.recipients.join(', '))} · ${timeOf(mail)}</div></li>`,
    })),
    ...sms.map((short) => ({
      at: short.receivedAt,
      html: `<li><a href="/sms/${short.id}">${escapeHtml(beginningOf(short.text))}</a>
<div class="quiet">SMS · ${escapeHtml(short.to)} · ${timeOf(short)}</div></li>`,
    })),
  ].sort((one, other) => other.at - one.at);
  const list =
    items.length === 0
      ? '<p class="quiet">Noch keine E-Mail, keine SMS. · No mail, no SMS yet.</p>'
      : `<ol>${items.map(({ html }) => html).join('\n')}</ol>`;
  return page('Inbox', `<main><h1>E-Mail (${mails.length}), SMS (${sms.length})</h1>${list}</main>`, true);
}

const beginningOf = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)} …` : text);

/** One SMS, as a phone shows it. */
export function smsPage(sms: ReceivedSms): string {
  const body = `<nav><a href="/">← Inbox</a></nav>
<main><h1>SMS</h1><dl><dt>To</dt><dd>${escapeHtml(sms.to)}</dd><dt>Time</dt><dd>${timeOf(sms)}</dd></dl>
<pre>${withLinks(sms.text)}</pre></main>`;
  return page('SMS', body, false);
}

/** One mail: head, text, HTML in a closed frame, attachments, and the source. */
export function messagePage(mail: ReceivedMail): string {
  const { content } = mail;
  const rows: [string, string][] = [
    ['From', content.from ? `${content.from.name ?? ''} <${content.from.address ?? ''}>` : ''],
    ['To', mail.recipients.join(', ')],
    ['Date', content.date ?? ''],
    ['Message-ID', content.messageId ?? ''],
  ];
  const head = rows.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join('');
  const attachments = content.attachments.map(
    (attachment, index) =>
      `<li><a href="/messages/${mail.id}/attachments/${index}" download>${escapeHtml(attachment.filename ?? `attachment-${index + 1}`)}</a> <span class="quiet">${escapeHtml(attachment.mimeType)}</span></li>`,
  );
  const body = `<nav><a href="/">← Inbox</a></nav>
<main><h1>${escapeHtml(subjectOf(mail))}</h1><dl>${head}</dl>
${content.text === undefined ? '' : `<h2>Text</h2><pre>${withLinks(content.text)}</pre>`}
${content.html === undefined ? '' : `<h2>HTML</h2><iframe title="HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/messages/${mail.id}/html"></iframe>`}
${attachments.length === 0 ? '' : `<h2>Attachments</h2><ul>${attachments.join('')}</ul>`}
<p><a href="/messages/${mail.id}/source">Source</a></p></main>`;
  return page(subjectOf(mail), body, false);
}

/** Text as HTML, with links on what is one; a mail program does the same. */
function withLinks(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) =>
      index % 2 === 1
        ? `<a href="${escapeHtml(part)}" target="_blank" rel="noreferrer">${escapeHtml(part)}</a>`
        : escapeHtml(part),
    )
    .join('');
}
