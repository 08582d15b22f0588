import { createHash } from 'node:crypto';

/** A text's checksum, as a Content-Security-Policy names it. */
export function sourceHash(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}

/**
 * Checksums of the scripts or style sheets within a page.
 * @param html a whole page as the build wrote it
 * @returns each once, in the order of the page
 */
export function inlineHashes(html: string, element: 'script' | 'style'): string[] {
  const found = html.matchAll(new RegExp(`<${element}(?<attributes>[^>]*)>(?<text>[\\s\\S]*?)</${element}>`, 'g'));
  const inline = [...found].filter(({ groups }) => !/\ssrc=/.test(groups?.['attributes'] ?? ''));
  return [...new Set(inline.map(({ groups }) => sourceHash(groups?.['text'] ?? '')))];
}
