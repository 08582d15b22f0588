import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

/** Headers of files that the proxy does not see (build output); everything else gets its headers in proxy.ts. */
const staticFileHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
];

// Several stacks (demo, tests, dev) run from one tree: each may build into a folder of its own.
const distDir = process.env['SPRECHZEIT_DIST_DIR'] ?? '.next';

/**
 * Next writes the folder of its generated types into the tsconfig that it uses. For a folder other than the usual one
 * that is a copy which extends ours, so that no run changes a file of the project.
 */
function tsconfigPath(): string {
  if (distDir === '.next') return 'tsconfig.json';
  const folder = join('.local', 'tsconfig');
  const file = join(folder, `${distDir.replaceAll(/[^\w-]/g, '_')}.json`);
  mkdirSync(folder, { recursive: true });
  const up = relative(folder, '.');
  const include = ['next-env.d.ts', '**/*.ts', '**/*.tsx'].map((pattern) => join(up, pattern));
  const exclude = ['node_modules', '.local', 'dist'].map((name) => join(up, name));
  const generated = ['types', 'dev/types'].map((kind) => join(up, distDir, kind, '**/*.ts'));
  writeFileSync(
    file,
    JSON.stringify({ extends: join(up, 'tsconfig.json'), include: [...include, ...generated], exclude }, null, 2),
  );
  return file;
}

const config: NextConfig = {
  distDir,
  // The proxy finds the checksums of static pages there, also when it runs from the standalone output.
  env: { DIST_DIR: distDir },
  output: 'standalone',
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  typescript: { tsconfigPath: tsconfigPath() },
  reactStrictMode: true,
  poweredByHeader: false,
  // Pictures come as they are: no image endpoint that resizes whatever a caller names.
  images: { unoptimized: true },
  serverExternalPackages: ['pg', '@prisma/client', '@prisma/adapter-pg', 'pino', 'nodemailer'],
  devIndicators: false,
  // The style sheet comes within the page: the first paint does not wait for a second answer (decision 0022).
  experimental: { inlineCss: true },
  headers: () => Promise.resolve([{ source: '/_next/static/:path*', headers: staticFileHeaders }]),
};

export default createNextIntlPlugin('./lib/platform/i18n/request.ts')(config);
