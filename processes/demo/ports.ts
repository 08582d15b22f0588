import { createServer } from 'node:net';

/** Loopback addresses a browser may mean by "localhost": a port is ours only when it is free on both. */
const LOOPBACKS = ['127.0.0.1', '::1'];

const handedOut = new Set<number>();

/** Listens and lets go again; resolves to the port, or null when somebody else has it. */
function tryListen(port: number, host: string): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(null);
      // A machine without IPv6 has no ::1: nobody can hold the port there.
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve(port);
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const got = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(got));
    });
  });
}

async function isFree(port: number): Promise<boolean> {
  for (const host of LOOPBACKS) {
    if ((await tryListen(port, host)) === null) return false;
  }
  return true;
}

/**
 * The wished TCP port, or the next free one after it. A port is handed out once per process, so that two parts that
 * ask before either listens do not get the same one.
 * @param wished first port to try; 0 asks the system for any
 * @throws when 200 ports in a row are taken
 */
export async function freePort(wished = 0): Promise<number> {
  if (wished === 0) {
    for (;;) {
      const port = await tryListen(0, '127.0.0.1');
      if (port !== null && !handedOut.has(port) && (await isFree(port))) {
        handedOut.add(port);
        return port;
      }
    }
  }
  for (let port = wished; port < wished + 200; port += 1) {
    if (!handedOut.has(port) && (await isFree(port))) {
      handedOut.add(port);
      return port;
    }
  }
  throw new Error(`No free port between ${wished} and ${wished + 199}.`);
}
