import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { splitLocale } from '#lib/platform/i18n/path.ts';
import { routing } from '#lib/platform/i18n/routing.ts';
import { inlineScriptHashes } from '#lib/platform/web/inline-script-hashes.ts';

/*
 * Runs after `next build`: writes csp-hashes.json, which names the inline scripts of every page that was made at build
 * time by their checksums. The proxy puts them into those pages' Content-Security-Policy.
 */
const distDir = process.env['SPRECHZEIT_DIST_DIR'] ?? '.next';
const manifest = z.object({ routes: z.record(z.string(), z.unknown()) });
const { routes } = manifest.parse(JSON.parse(readFileSync(join(distDir, 'prerender-manifest.json'), 'utf8')));

const hashes: Record<string, string[]> = {};
for (const route of Object.keys(routes)) {
  const file = join(distDir, 'server', 'app', `${route}.html`);
  if (!existsSync(file) || !isPage(route)) continue;
  hashes[publicPath(route)] = inlineScriptHashes(readFileSync(file, 'utf8'));
}
if (Object.keys(hashes).length === 0) throw new Error(`No static page in ${distDir}: was it built?`);

const text = JSON.stringify(hashes, null, 2);
writeFileSync(join(distDir, 'csp-hashes.json'), text);
const standalone = join(distDir, 'standalone', distDir);
if (existsSync(standalone)) writeFileSync(join(standalone, 'csp-hashes.json'), text);
console.log(`Checksums of the scripts of ${Object.keys(hashes).length} static pages`);

/** Pages have a language; Next's own fallbacks have none and are never asked for by address. */
function isPage(route: string): boolean {
  return routing.locales.some((locale) => route === `/${locale}` || route.startsWith(`/${locale}/`));
}

/** Where browsers find the page: `/de/hilfe` is `/hilfe`. */
function publicPath(route: string): string {
  const { locale, path } = splitLocale(route);
  return locale === routing.defaultLocale ? path : route;
}
