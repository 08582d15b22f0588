import { describe, expect, it } from 'vitest';
import { readBody } from './read-body.ts';

const post = (body: BodyInit | null, headers: Record<string, string> = {}) =>
  new Request('http://localhost/', { method: 'POST', body, headers });

/** A body of which nobody says how long it is. */
function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1024).fill(0x20)) });
}

describe('reading a body', () => {
  it('gives the text, whole', async () => {
    expect(await readBody(post('{"name":"Yıldız"}'), 100)).toBe('{"name":"Yıldız"}');
    expect(await readBody(post(null), 100)).toBe('');
  });

  it('counts bytes, not characters', async () => {
    expect(await readBody(post('ä'.repeat(50)), 100)).toBe('ä'.repeat(50));
    expect(await readBody(post('ä'.repeat(51)), 100)).toBeNull();
  });

  it('stops at the limit whatever the caller says of the length', async () => {
    // Node asks for `duplex`, which the types of browsers do not know.
    const streamed: RequestInit & { duplex: 'half' } = { method: 'POST', body: endless(), duplex: 'half' };
    expect(await readBody(new Request('http://localhost/', streamed), 10_000)).toBeNull();
    expect(await readBody(post('{}', { 'content-length': '9999999' }), 10_000)).toBeNull();
  });

  it('refuses what is no text', async () => {
    expect(await readBody(post(new Uint8Array([0x22, 0xff, 0x22])), 100)).toBeNull();
  });
});
