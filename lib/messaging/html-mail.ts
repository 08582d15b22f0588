import type { MailPart } from './templates/written.ts';

// Colours stand here and not in app/tokens.css: mail readers know no custom properties.
const ink = '#1c2b33';
const quiet = '#44545c';
const line = '#c9d3d6';
const accent = '#0b4f5c';

/**
 * A mail as HTML: one column, headings and lists that screen readers know, nothing loaded from anywhere. Colours follow
 * the reader's dark theme where it does so by itself.
 */
export function htmlMail({
  locale,
  title,
  parts,
  footer,
}: {
  locale: string;
  title: string;
  parts: readonly MailPart[];
  footer: string;
}): string {
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}</title>
</head>
<body style="margin:0;padding:24px 16px;color:${ink};background:#ffffff;font:18px/1.5 Verdana,Arial,sans-serif">
<main style="max-width:560px;margin:0 auto">
<h1 style="font-size:24px;line-height:1.25;margin:0 0 16px">${escape(title)}</h1>
${parts.map(part).join('\n')}
<hr style="border:0;border-top:1px solid ${line};margin:32px 0 16px">
<p style="margin:0;font-size:15px;color:${quiet}">${escape(footer)}</p>
</main>
</body>
</html>
`;
}

function part(content: MailPart): string {
  switch (content.kind) {
    case 'paragraph':
      return `<p style="margin:0 0 16px">${escape(content.text).replaceAll('\n', '<br>')}</p>`;
    case 'code':
      return `<p style="margin:0 0 16px;font-size:34px;font-weight:bold;letter-spacing:6px">${escape(content.text)}</p>`;
    case 'facts':
      return `<dl style="margin:0 0 16px;padding:16px;border:1px solid ${line};border-radius:8px">
${content.facts.map(({ label, value }) => `<dt style="font-size:15px;color:${quiet}">${escape(label)}</dt><dd style="margin:0 0 12px;font-weight:bold">${escape(value)}</dd>`).join('\n')}
</dl>`;
    case 'link':
      return `<p style="margin:0 0 16px"><a href="${escape(content.url)}" style="display:inline-block;padding:14px 22px;border-radius:8px;background:${accent};color:#ffffff;font-weight:bold;text-decoration:none">${escape(content.label)}</a></p>
<p style="margin:0 0 16px;font-size:15px;color:${quiet};word-break:break-all">${escape(content.url)}</p>`;
  }
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
