import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { type RunningPostgres, startPostgres } from '#processes/demo/postgres.ts';
import { endProcess, isAlive, startMark } from '#processes/demo/processes.ts';
import { endLeftovers, isSupervised, openState, readState } from '#processes/demo/state.ts';
import { withClient } from '#prisma/roles.ts';

const folder = path.join(inject('cluster').folder, `leftovers-${process.pid}`);
mkdirSync(folder, { recursive: true });
const options = {
  dataDir: path.join(folder, 'pg'),
  password: 'p',
  durable: false,
  logFile: path.join(folder, 'pg.log'),
};
let server: RunningPostgres | undefined;

afterEach(() => server?.stop());

describe('what a killed starter leaves behind (PF1)', () => {
  it('a running PostgreSQL is ended by the next start, and its data are there', async () => {
    const program = `
      const { startPostgres } = await import('#processes/demo/postgres.ts');
      const { withClient } = await import('#prisma/roles.ts');
      const server = await startPostgres(${JSON.stringify(options)});
      await withClient(server.superuserUrl(), (client) => client.query('CREATE TABLE kept AS SELECT 7 AS n'));
      console.log(server.pid + ' ' + server.mark);
      setInterval(() => {}, 1000);`;
    const starter = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(starter.stdout, 'data')) as [Buffer];
    const [pid, mark] = line.toString().trim().split(' ');
    starter.kill('SIGKILL');
    await once(starter, 'exit');
    expect(isAlive(Number(pid), mark ?? '')).toBe(true);

    server = await startPostgres(options);
    expect(isAlive(Number(pid), mark ?? '')).toBe(false);
    const { rows } = await withClient(server.superuserUrl(), (client) => client.query('SELECT n FROM kept'));
    expect(rows).toEqual([{ n: 7 }]);
  });

  it('processes are ended by number and start time; a stranger with the same number is left alone', async () => {
    const sleeper = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(sleeper, 'spawn');
    const pid = sleeper.pid ?? 0;
    const mark = startMark(pid) ?? '';
    expect(await endProcess(pid, `${mark}0`)).toBe(true);
    expect(isAlive(pid, mark)).toBe(true);

    const state = openState(folder);
    state.addProcess({ name: 'stranger', pid, mark: `${mark}0` });
    state.addProcess({ name: 'sleeper', pid, mark });
    const found = readState(folder);
    expect(found === null ? null : isSupervised(found)).toBe(true);
    expect(found === null ? null : await endLeftovers(found)).toEqual(['sleeper']);
    expect(isAlive(pid, mark)).toBe(false);
    state.remove();
    expect(readState(folder)).toBeNull();
  });
});
