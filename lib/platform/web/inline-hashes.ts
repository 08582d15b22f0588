import { createHash } from 'node:crypto';

/**
 * Checksums of the inline scripts of a page, as a Content-Security-Policy names them.
 * @param html a whole page as the build wrote it
 * @returns `sha256-…`, each once, in the order of the page
 */
export function inlineScriptHashes(html: string): string[] {
  const scripts = html.matchAll(/<script(?<attributes>[^>]*)>(?<code>[\s\S]*?)<\/script>/g);
  const inline = [...scripts].filter(({ groups }) => !/\ssrc=/.test(groups?.['attributes'] ?? ''));
  const hashes = inline.map(({ groups }) => {
    const digest = createHash('sha256').update(groups?.['code'] ?? '', 'utf8');
    return `sha256-${digest.digest('base64')}`;
  });
  return [...new Set(hashes)];
}
