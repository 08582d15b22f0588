import { randomUUID } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { checkOneTimeCode } from '#lib/identity/check-one-time-code.ts';
import { codeMinutes, issueOneTimeCode } from '#lib/identity/issue-one-time-code.ts';
import { keyedHash } from '#lib/platform/crypto.ts';
import { closeDatabase, db } from '#lib/platform/db.ts';
import { Temporal } from '#lib/platform/time.ts';
import { setClock } from '#tests/setup/clock.ts';
import { emptyTables } from '#tests/setup/databases.ts';

const start = Temporal.Instant.from('2026-12-01T08:00:00Z');
const subjectOf = (browser = 'one') => ({
  purpose: 'confirm_appointment' as const,
  subjectId: randomUUID(),
  browserHash: keyedHash('browser', browser),
});

beforeEach(async () => {
  await emptyTables();
  await setClock(start);
});
afterAll(closeDatabase);

async function issue(subject: ReturnType<typeof subjectOf>, maxIssues = 4): Promise<string> {
  const issued = await issueOneTimeCode({ ...subject, maxIssues, now: start }, db());
  if (!issued.ok) throw new Error(issued.reason);
  return issued.code;
}

describe('one-time code (BK4)', () => {
  it('is six digits, of which only a keyed hash is kept', async () => {
    const subject = subjectOf();
    const code = await issue(subject);
    expect(code).toMatch(/^\d{6}$/);
    const row = await db().oneTimeCode.findFirstOrThrow();
    expect(Buffer.from(row.codeHash).toString('latin1')).not.toContain(code);
    expect(await checkOneTimeCode(subject, code)).toEqual({ ok: true });
  });

  it('is nothing for another browser, and another browser takes no try from it', async () => {
    const subject = subjectOf();
    const code = await issue(subject);
    const other = { ...subject, browserHash: keyedHash('browser', 'two') };
    for (let i = 0; i < 6; i += 1) expect(await checkOneTimeCode(other, code)).toEqual({ ok: false, reason: 'none' });
    expect(await checkOneTimeCode(subject, code)).toEqual({ ok: true });
  });

  it('is nothing for another subject', async () => {
    const subject = subjectOf();
    const code = await issue(subject);
    expect(await checkOneTimeCode({ ...subject, subjectId: randomUUID() }, code)).toEqual({
      ok: false,
      reason: 'none',
    });
  });

  it('lives for ten minutes to the second', async () => {
    const subject = subjectOf();
    const code = await issue(subject);
    await setClock(start.add({ seconds: codeMinutes * 60 - 1 }));
    expect(await checkOneTimeCode(subject, code)).toEqual({ ok: true });
    await setClock(start.add({ minutes: codeMinutes }));
    expect(await checkOneTimeCode(subject, code)).toEqual({ ok: false, reason: 'expired' });
  });

  it('is compared five times, whoever is faster: the try is counted first', async () => {
    const subject = subjectOf();
    const code = await issue(subject);
    const wrong = code === '111111' ? '222222' : '111111';
    const answers = await Promise.all(Array.from({ length: 20 }, () => checkOneTimeCode(subject, wrong)));
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'wrong')).toHaveLength(4);
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'used-up')).toHaveLength(16);
    expect(await checkOneTimeCode(subject, code)).toEqual({ ok: false, reason: 'used-up' });
  });

  it('is issued as often as allowed and not more, also by wishes at the same moment', async () => {
    const subject = subjectOf();
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => issueOneTimeCode({ ...subject, maxIssues: 4, now: start }, db())),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(4);
    expect(await db().oneTimeCode.count()).toBe(1);
  });

  it('replaces the former one, with tries of its own', async () => {
    const subject = subjectOf();
    const first = await issue(subject);
    for (let i = 0; i < 4; i += 1) await checkOneTimeCode(subject, 'x');
    let second = await issue(subject);
    if (second === first) second = await issue(subject);
    expect(await checkOneTimeCode(subject, first)).toEqual({ ok: false, reason: 'wrong', triesLeft: 4 });
    expect(await checkOneTimeCode(subject, second)).toEqual({ ok: true });
  });
});
