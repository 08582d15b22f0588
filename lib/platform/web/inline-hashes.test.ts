import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { inlineScriptHashes } from './inline-script-hashes.ts';

const hashOf = (code: string) => `sha256-${createHash('sha256').update(code).digest('base64')}`;

test('names every inline script once and leaves out those with an address', () => {
  const page = `<script src="/a.js" async=""></script><script>a("ü\n")</script><script id="x">b()</script><script>a("ü\n")</script>`;
  expect(inlineScriptHashes(page)).toEqual([hashOf('a("ü\n")'), hashOf('b()')]);
});

test('one changed character is another checksum', () => {
  expect(inlineScriptHashes('<script>a()</script>')).not.toEqual(inlineScriptHashes('<script>a( )</script>'));
});

test('a page without scripts has none', () => {
  expect(inlineScriptHashes('<p>&lt;script></p>')).toEqual([]);
});
