import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { appendConnectionAddress, clientAddress } from './client-address.ts';

test.each([
  // The connection's own address comes last.
  ['192.0.2.1', 0, '192.0.2.1'],
  ['10.1.1.1, 192.0.2.1', 0, '192.0.2.1'],
  ['203.0.113.5, 10.0.0.2', 1, '203.0.113.5'],
  ['6.6.6.6, 203.0.113.5, 10.0.0.2', 1, '203.0.113.5'],
  ['6.6.6.6, 203.0.113.5, 10.0.0.1, 10.0.0.2', 2, '203.0.113.5'],
  // Somebody inside reached the process past the proxy.
  ['10.0.0.2', 1, '10.0.0.2'],
  [' ', 0, null],
  [null, 1, null],
])('of the chain %s behind %i proxies the visitor is %s (LG2, ID3)', (chain, proxies, address) => {
  expect(clientAddress(chain, proxies)).toBe(address);
});

test('nobody who reaches the process can hide its connection (LG2)', async () => {
  appendConnectionAddress();
  const seen: unknown[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers['x-forwarded-for']);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (headers: Record<string, string | string[]>) =>
    new Promise((resolve) => get({ port, host: '127.0.0.1', headers }, (answer) => answer.resume().on('end', resolve)));
  await ask({});
  await ask({ 'X-Forwarded-For': '203.0.113.5' });
  await ask({ 'X-Forwarded-For': ['203.0.113.5', '10.0.0.1'] });
  server.close();
  expect(seen).toEqual(['127.0.0.1', '203.0.113.5, 127.0.0.1', '203.0.113.5, 10.0.0.1, 127.0.0.1']);
});
