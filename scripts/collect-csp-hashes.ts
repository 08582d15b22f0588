import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { splitLocale } from '#lib/platform/i18n/path.ts';
import { routing } from '#lib/platform/i18n/routing.ts';
import type { BuildHashes } from '#lib/platform/web/content-security-policy.ts';
import { inlineHashes, sourceHash } from '#lib/platform/web/inline-hashes.ts';

/*
 * Runs after `next build`: writes csp-hashes.json, which names by their checksums the inline scripts of every page that
 * was made at build time, and the style sheets, which come within all pages. The proxy puts them into the pages'
 * Content-Security-Policy.
 */
const distDir = process.env['SPRECHZEIT_DIST_DIR'] ?? '.next';
const manifest = z.object({ routes: z.record(z.string(), z.unknown()) });
const { routes } = manifest.parse(JSON.parse(readFileSync(join(distDir, 'prerender-manifest.json'), 'utf8')));

const sheets = globSync(join(distDir, 'static', '**', '*.css')).map((file) => readFileSync(file, 'utf8'));
const styles = sheets.map(sourceHash);

const scripts: BuildHashes['scripts'] = {};
for (const route of Object.keys(routes)) {
  const file = join(distDir, 'server', 'app', `${route}.html`);
  if (!existsSync(file) || !isPage(route)) continue;
  const html = readFileSync(file, 'utf8');
  scripts[publicPath(route)] = inlineHashes(html, 'script');
  // Two sheets of a page would come as one element, which no browser would apply.
  if (!inlineHashes(html, 'style').every((hash) => styles.includes(hash)))
    throw new Error(`${route} has another style sheet within it than the build wrote`);
}
if (Object.keys(scripts).length === 0) throw new Error(`No static page in ${distDir}: was it built?`);

const hashes: BuildHashes = { scripts, styles };
const text = JSON.stringify(hashes, null, 2);
writeFileSync(join(distDir, 'csp-hashes.json'), text);
const standalone = join(distDir, 'standalone', distDir);
if (existsSync(standalone)) writeFileSync(join(standalone, 'csp-hashes.json'), text);
console.log(
  `Checksums of the scripts of ${Object.keys(scripts).length} static pages and of ${styles.length} style sheets`,
);

/** Pages have a language; Next's own fallbacks have none and are never asked for by address. */
function isPage(route: string): boolean {
  return routing.locales.some((locale) => route === `/${locale}` || route.startsWith(`/${locale}/`));
}

/** Where browsers find the page: `/de/hilfe` is `/hilfe`. */
function publicPath(route: string): string {
  const { locale, path } = splitLocale(route);
  return locale === routing.defaultLocale ? path : route;
}
