/**
 * npm run lock: adds to package-lock.json the optional packages of other systems that npm left out. npm forgets those
 * that the registry at hand does not serve (a mirror that carries Linux only, say), and `npm ci` then refuses the whole
 * file. Their versions are exact in the packages that want them; system and processor stand in their names. Without a
 * checksum npm verifies nothing for them on those systems: running npm install there once adds it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const FILE = 'package-lock.json';
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

const entry = z.looseObject({
  dev: z.boolean().optional(),
  devOptional: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lock = z.looseObject({ packages: z.record(z.string(), entry) }).parse(JSON.parse(readFileSync(FILE, 'utf8')));

/** What npm would have written about a package, as far as its name tells. */
function described(name: string, version: string, wantedBy: z.infer<typeof entry>): z.infer<typeof entry> {
  const words = name.split(/[/-]/);
  const system = SYSTEMS.filter((word) => words.includes(word));
  const processor = PROCESSORS.filter((word) => words.includes(word));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : words.includes('gnu') ? ['glibc'] : [];
  return {
    version,
    ...(processor.length === 0 ? {} : { cpu: processor }),
    ...(wantedBy.dev === true ? { dev: true } : {}),
    ...(wantedBy.devOptional === true ? { devOptional: true } : {}),
    ...(libc.length === 0 ? {} : { libc }),
    optional: true,
    ...(system.length === 0 ? {} : { os: system }),
  };
}

const added: string[] = [];
for (const [place, wantedBy] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(wantedBy.optionalDependencies ?? {})) {
    const known = lock.packages[`${place}/node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
    // A range may be met by a package of another place; only an exact version can be written down unseen.
    if (known !== undefined || !/^\d+\.\d+\.\d+/.test(version)) continue;
    lock.packages[`node_modules/${name}`] = described(name, version, wantedBy);
    added.push(name);
  }
}
if (added.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
}
process.stdout.write(`${added.length} packages of other systems added to ${FILE}\n`);
