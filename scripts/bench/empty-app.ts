import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

/**
 * The barest application of the same Next.js, to be measured against: an empty page, and a route whose handlers answer
 * at once. It is none of the product's: a handler of ours would have passed the proxy and would share its process, so
 * that what we put before every request would count on both sides.
 */
const sources: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "empty", "private": true, "type": "module" }',
  'next.config.mjs': `export default { output: 'standalone', poweredByHeader: false, outputFileTracingRoot: import.meta.dirname + '/../../..', turbopack: { root: import.meta.dirname + '/../../..' } };`,
  'app/layout.jsx': `export const metadata = { title: 'Empty' };
export default function Layout({ children }) { return <html lang="de"><body>{children}</body></html>; }`,
  'app/page.jsx': `export default function Page() { return <main><h1>Empty</h1><p>Nothing is here.</p></main>; }`,
  'app/empty/route.js': `export const dynamic = 'force-dynamic';
export function GET() { return Response.json({}); }
export function POST() { return Response.json({}); }`,
};

/** Address of the handlers in the empty application. */
export const emptyRoute = '/empty';

/** Builds it, unless it was built before by the same Next.js. @returns folder with `server.js` */
export async function emptyBuild(say: (line: string) => void): Promise<string> {
  const { version } = JSON.parse(readFileSync('node_modules/next/package.json', 'utf8')) as { version: string };
  const hash = createHash('sha256')
    .update(JSON.stringify([sources, version, process.version]))
    .digest('hex');
  const folder = path.resolve('.local', 'bench', `empty-${hash.slice(0, 12)}`);
  const target = path.join(folder, 'standalone');
  if (!existsSync(target)) {
    say('Building the empty application (needed once) …');
    rmSync(folder, { recursive: true, force: true });
    for (const [name, content] of Object.entries(sources)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), content);
    }
    const next = path.resolve('node_modules/next/dist/bin/next');
    await promisify(execFile)(process.execPath, [next, 'build'], {
      cwd: folder,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      maxBuffer: 10_000_000,
    });
    cpSync(path.join(folder, '.next', 'standalone'), `${target}.partial`, { recursive: true, verbatimSymlinks: true });
    const app = path.join(`${target}.partial`, path.relative('.', folder));
    cpSync(path.join(folder, '.next', 'static'), path.join(app, '.next', 'static'), { recursive: true });
    renameSync(`${target}.partial`, target);
  }
  return path.join(target, path.relative('.', folder));
}
