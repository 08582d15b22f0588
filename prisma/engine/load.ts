import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import { noDatabase } from './no-database.ts';

/** A file of the data model, as the engine takes it. */
export type SchemaFile = { path: string; content: string };

let loaded: Promise<void> | null = null;

/**
 * Prisma's own schema engine as WebAssembly. `prisma migrate` would fetch a native binary from the internet; this one
 * comes with the packages. The module is made for bundlers, so we do the linking that a bundler would do.
 */
function link(): Promise<void> {
  loaded ??= (async () => {
    // The engine reports the place of a fault through this global; without it, a fault hides its own message.
    const panics = { set_message: (text: string) => void process.stderr.write(`Schema engine: ${text}\n`) };
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panics });
    // `require.resolve`, because vitest runs this file too and has no import.meta.resolve.
    const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
    const wasm = readFileSync(path.join(path.dirname(glue), 'schema_engine_bg.wasm'));
    const { instance } = await WebAssembly.instantiate(new Uint8Array(wasm), {
      './schema_engine_bg.js': withoutLingeringTimers(engineModule),
    });
    engineModule.__wbg_set_wasm(instance.exports);
    const start = instance.exports['__wbindgen_start'];
    if (typeof start !== 'function') throw new Error('The schema engine has no entry point: wrong version?');
    Reflect.apply(start, undefined, []);
  })();
  return loaded;
}

/** The engine never clears its 10 seconds of patience for the migration lock: such a timer must not keep us alive. */
function withoutLingeringTimers(imports: WebAssembly.ModuleImports): WebAssembly.ModuleImports {
  const unreferenced = (act: () => void, milliseconds: number) => setTimeout(act, milliseconds >>> 0).unref();
  const names = Object.keys(imports).filter((name) => name.startsWith('__wbg_setTimeout_'));
  return { ...imports, ...Object.fromEntries(names.map((name) => [name, unreferenced])) };
}

/**
 * The adapter cuts a script at every semicolon, also inside comments and function bodies, and runs the pieces on
 * changing connections. A migration goes to the server whole instead: one message, hence one transaction.
 */
function wholeScripts(url: string): { factory: SqlMigrationAwareDriverAdapterFactory; close: () => Promise<void> } {
  const inner = new PrismaPg({ connectionString: url, max: 1, allowExitOnIdle: true });
  const opened: SqlDriverAdapter[] = [];
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connectToShadowDb: () => inner.connectToShadowDb(),
    connect: async () => {
      const adapter = await inner.connect();
      opened.push(adapter);
      adapter.executeScript = async (script) => {
        await adapter.underlyingDriver().query(script);
      };
      return adapter;
    },
  };
  return { factory, close: async () => void (await Promise.all(opened.map((adapter) => adapter.dispose()))) };
}

/**
 * Runs `work` with an engine for one database and closes its connections (the engine itself leaves them open).
 * @param files the data model it starts from; at least one file, else the engine panics
 * @param url connection of the schema's owner; without it the engine can only compare data models
 */
export async function withEngine<T>(
  files: SchemaFile[],
  url: string | null,
  work: (engine: engineModule.SchemaEngine) => Promise<T>,
): Promise<T> {
  await link();
  const { factory, close } = url === null ? { factory: noDatabase, close: async () => {} } : wholeScripts(url);
  const datamodels = files.map((file): [string, string] => [file.path, file.content]);
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(factory);
    const engine = await engineModule.SchemaEngine.new({ datamodels }, () => {}, adapter);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await close();
  }
}
