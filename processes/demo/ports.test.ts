import { createServer, type Server } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { freePort } from './ports.ts';

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close();
});

function occupy(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    servers.push(server);
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

it('gives the next free port when the wished one is taken, and none twice', async () => {
  const wished = await freePort();
  await occupy(wished);
  const next = await freePort(wished);
  expect(next).toBeGreaterThan(wished);
  expect(await freePort(next)).toBeGreaterThan(next);
});
