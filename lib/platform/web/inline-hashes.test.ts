import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { inlineHashes } from './inline-hashes.ts';

const hashOf = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

test('names every inline script once and leaves out those with an address', () => {
  const page = `<script src="/a.js" async=""></script><script>a("ü\n")</script><script id="x">b()</script><script>a("ü\n")</script>`;
  expect(inlineHashes(page, 'script')).toEqual([hashOf('a("ü\n")'), hashOf('b()')]);
});

test('names every style sheet within the page, whatever its attributes are', () => {
  const page = `<style data-href="/a.css">p>a{color:red}</style><script>b()</script><style>b{}</style>`;
  expect(inlineHashes(page, 'style')).toEqual([hashOf('p>a{color:red}'), hashOf('b{}')]);
});

test.each(['script', 'style'] as const)('one changed character of a %s is another checksum', (element) => {
  const hashes = (text: string) => inlineHashes(`<${element}>${text}</${element}>`, element);
  expect(hashes('a{}')).not.toEqual(hashes('a{ }'));
});

test('a page without scripts and style sheets has none', () => {
  const page = '<p>&lt;script> &lt;style></p>';
  expect([...inlineHashes(page, 'script'), ...inlineHashes(page, 'style')]).toEqual([]);
});
