import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { randomToken } from '#lib/platform/crypto.ts';
import { closeDatabase } from '#lib/platform/db.ts';
import { acceptSolution, acceptTicket, spendPass, ticketLimit } from '#lib/platform/rate-limit/accept-proof.ts';
import { passMinutes, passUses, proofMinutes } from '#lib/platform/rate-limit/proof.ts';
import { makeTask, type Task } from '#lib/platform/rate-limit/proof-of-work.ts';
import { makeTicket, ticketSeconds } from '#lib/platform/rate-limit/waiting-ticket.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { connectAs, emptyTables } from '#tests/setup/databases.ts';

process.env['LIMIT_FACTOR'] = '1';

const noon = Temporal.Instant.from('2026-12-01T11:05:00Z');
const browser = randomToken();

beforeEach(async () => {
  await emptyTables();
  await setClock(noon);
});
afterAll(closeDatabase);

async function solve(challenge: Task) {
  const solution = await solveChallenge({ challenge, deriveKey });
  if (solution === null) throw new Error('Not solved');
  return { challenge, solution };
}

async function uses(): Promise<number> {
  for (let count = 0; ; count += 1) if (!(await spendPass(browser))) return count;
}

describe('a task that a browser solves (BK3)', () => {
  it('is good once, for so many presses, in this browser', async () => {
    const said = JSON.stringify(await solve(await makeTask(browser, noon)));
    expect(await acceptSolution(said, randomToken())).toBe(false);
    const taken = await Promise.all(Array.from({ length: 10 }, () => acceptSolution(said, browser)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await uses()).toBe(passUses);
    expect(await acceptSolution(said, browser)).toBe(false);
    expect(await uses()).toBe(0);
  });

  it('is worth nothing when it was made easier, or by somebody else', async () => {
    const { challenge, solution } = await solve(await makeTask(browser, noon));
    const { parameters } = challenge;
    const forged = [
      { challenge: { ...challenge, parameters: { ...parameters, cost: 1 } }, solution },
      { challenge: { ...challenge, parameters: { ...parameters, keyPrefix: '00' } }, solution },
      { challenge: { ...challenge, signature: '0'.repeat(64) }, solution },
      { challenge, solution: { ...solution, derivedKey: '0'.repeat(64) } },
    ];
    for (const said of forged) expect(await acceptSolution(JSON.stringify(said), browser)).toBe(false);
    expect(await acceptSolution(JSON.stringify({ challenge, solution }), browser)).toBe(true);
  });

  it('ends, and so does what it is good for', async () => {
    const early = JSON.stringify(await solve(await makeTask(browser, noon)));
    const late = JSON.stringify(await solve(await makeTask(browser, noon.add({ seconds: 1 }))));
    await setClock(noon.add({ minutes: proofMinutes }));
    expect(await acceptSolution(early, browser)).toBe(false);
    expect(await acceptSolution(late, browser)).toBe(true);
    await setClock(noon.add({ minutes: proofMinutes + passMinutes, seconds: 1 }));
    expect(await uses()).toBe(0);
  });

  it('is never a fault, whatever is sent (ID4)', async () => {
    const given = await solve(await makeTask(browser, noon));
    const bad = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.jsonValue().map((value) => JSON.stringify(value)),
      fc.jsonValue().map((solution) => JSON.stringify({ ...given, solution })),
      fc.jsonValue().map((parameters) => JSON.stringify({ ...given, challenge: { ...given.challenge, parameters } })),
    );
    await fc.assert(
      fc.asyncProperty(bad, async (said) => {
        expect(await acceptSolution(said, browser)).toBe(false);
        expect(await acceptTicket({ ticket: said, browser, address: null })).toEqual({
          ok: false,
          reason: 'worthless',
        });
      }),
      { numRuns: 60 },
    );
  });
});

describe('a ticket for those who wait (BK3)', () => {
  const give = (ticket: string, address = '192.0.2.1', who = browser) =>
    acceptTicket({ ticket, browser: who, address });

  it('is good once, after its seconds and not before', async () => {
    const ticket = makeTicket(browser, noon);
    await setClock(noon.add({ seconds: 5 }));
    expect(await give(ticket)).toEqual({ ok: false, reason: 'too-early', seconds: ticketSeconds - 5 });
    await setClock(noon.add({ seconds: ticketSeconds }));
    expect(await give(ticket, '192.0.2.1', randomToken())).toEqual({ ok: false, reason: 'worthless' });
    const taken = await Promise.all(Array.from({ length: 10 }, () => give(ticket)));
    expect(taken.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await uses()).toBe(passUses);
  });

  it('cannot be made older than it is, and ends', async () => {
    const ticket = makeTicket(browser, noon);
    const [, id, sealed] = ticket.split('.');
    expect(await give(`${noon.subtract({ minutes: 1 }).epochMilliseconds}.${id}.${sealed}`)).toMatchObject({
      reason: 'worthless',
    });
    await setClock(noon.add({ minutes: proofMinutes }));
    expect(await give(ticket)).toMatchObject({ reason: 'worthless' });
  });

  it('is given to one network so many times an hour, since waiting costs a machine nothing', async () => {
    await setClock(noon.add({ minutes: 5 }));
    const tickets = Array.from({ length: ticketLimit.most + 5 }, () => makeTicket(browser, noon));
    const taken = await Promise.all(tickets.map((ticket) => give(ticket)));
    expect(taken.filter(({ ok }) => ok)).toHaveLength(ticketLimit.most);
    expect(taken.filter((answer) => !answer.ok && answer.reason === 'too-many')).toHaveLength(5);
    expect(await give(makeTicket(browser, noon), '198.51.100.1')).toEqual({ ok: true });
  });
});

it('nothing that is kept of a proof names its browser (LG2)', async () => {
  await acceptSolution(JSON.stringify(await solve(await makeTask(browser, noon))), browser);
  const owner = await connectAs('migrate');
  const { rows } = await owner.query<{ line: string }>('SELECT rate_count::text AS line FROM rate_count');
  expect(rows).toHaveLength(2);
  expect(rows.map(({ line }) => line).join()).not.toContain(browser);
});
