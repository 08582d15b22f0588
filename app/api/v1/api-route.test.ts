import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiOperations } from '#lib/booking/api/api-operations.ts';
import { apiRoute } from './api-route.ts';
import { pageOf } from './page-of.ts';

const folder = 'app/api/v1';
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

describe('routes of the API (BK15)', () => {
  it('there is one for every operation, at its address', () => {
    for (const [name, { path }] of Object.entries(apiOperations))
      expect(readFileSync(join(folder, path, 'route.ts'), 'utf8')).toContain(`serve('${name}'`);
  });

  it('none reads a cookie: that is why no Origin is asked for', () => {
    for (const name of files.filter((file) => !file.endsWith('.test.ts')))
      expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(/next\/headers|['"]cookie['"]|\.cookies\b/);
  });

  it('say which methods there are', async () => {
    const route = apiRoute({ GET: () => Promise.resolve(new Response('x')) });
    const put = await route.PUT(new Request('http://localhost/'));
    expect(put.status).toBe(405);
    expect(put.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    expect(put.headers.get('content-type')).toBe('application/problem+json');
    const options = await route.OPTIONS(new Request('http://localhost/'));
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
    expect(await (await route.GET(new Request('http://localhost/'))).text()).toBe('x');
  });
});

describe('a page of a list', () => {
  const items = ['a', 'b', 'c', 'd'];
  const page = (limit: number, cursor?: string) => pageOf(items, (item) => item, { limit, cursor });

  it('goes on behind its cursor until nothing is left', () => {
    expect(page(3)).toEqual({ items: ['a', 'b', 'c'], next: 'c' });
    expect(page(3, 'c')).toEqual({ items: ['d'], next: null });
    expect(page(4)).toEqual({ items, next: null });
    expect(page(2, 'd')).toEqual({ items: [], next: null });
  });

  it('begins anew when what it stood at is gone', () => {
    expect(page(2, 'gone')).toEqual({ items: ['a', 'b'], next: 'b' });
  });
});
