import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type OpenApiOperation, openApiDocument } from '#lib/platform/web/open-api.ts';
import { contactFields } from '#lib/booking/schema.ts';
import { apiOperations } from './api-operations.ts';
import { codeBody, contactBody, freeTimesQuery, holdBody, pageQuery } from './api-schema.ts';

const document = openApiDocument(apiOperations, 'en');
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
const named = (id: string): OpenApiOperation => {
  const found = operations.find(({ operationId }) => operationId === id);
  if (found === undefined) throw new Error(`No operation ${id}`);
  return found;
};

describe('docs/openapi.json (BK15)', () => {
  it('is what the schemas say: npm run openapi writes it', () => {
    const committed: unknown = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));
    expect(committed).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it('has every operation once, with words in both languages', () => {
    expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(Object.keys(apiOperations).toSorted());
    const german = Object.values(openApiDocument(apiOperations, 'de').paths).flatMap((path) => Object.values(path));
    for (const [index, { summary, description }] of operations.entries()) {
      expect(summary.length).toBeGreaterThan(0);
      expect(german[index]?.description).not.toBe(description);
    }
  });

  it('says what is asked, with its words and limits', () => {
    expect(named('listFreeTimes').parameters?.map(({ name, required }) => [name, required])).toEqual([
      ['service', true],
      ['furtherServices', false],
      ['channel', true],
      ['center', false],
      ['advisor', false],
      ['partOfDay', false],
      ['language', false],
      ['interpreter', false],
      ['stepFree', false],
      ['companion', false],
      ['from', true],
      ['to', true],
      ['limit', false],
      ['cursor', false],
    ]);
    expect(named('listFreeTimes').parameters?.find(({ name }) => name === 'limit')).toMatchObject({
      description: expect.stringContaining('At most'),
      schema: { type: 'integer', minimum: 1, maximum: 100, default: 100 },
    });
    const body = named('holdTime').requestBody?.content['application/json'].schema;
    expect(body?.required).toEqual(['service', 'channel', 'startsAt']);
    expect(body?.properties?.['startsAt']).toMatchObject({ type: 'string', format: 'date-time' });
    expect(JSON.stringify(document)).not.toMatch(/"(text|as)":/);
  });

  it('says who may ask: what belongs to a person wants the token', () => {
    for (const { operationId, security } of operations) {
      const open = ['listServiceCenters', 'listServices', 'listFreeTimes'].includes(operationId);
      const first = ['holdTime', 'requestAccess', 'joinWaitingList'].includes(operationId);
      const byLink = [
        'readAppointment',
        'readCalendarFile',
        'undoCancellation',
        'announceLateness',
        'announceAbsence',
        'readWaitingEntry',
        'leaveWaitingList',
        'declineOffer',
      ].includes(operationId);
      const others = first ? [{}] : byLink ? [{ link: [] }] : [];
      expect(security).toEqual(open ? [] : [{ holder: [] }, ...others]);
      expect(Object.keys(named(operationId).responses).includes('401')).toBe(!open);
    }
  });

  it('names every refusal under its status', () => {
    expect(named('confirmAppointment').responses['422']?.['x-problems']).toEqual([
      'code-wrong',
      'invalid-input',
      'key-reused',
    ]);
    expect(named('confirmAppointment').responses['410']?.['x-problems']).toEqual(['code-expired', 'hold-expired']);
    for (const { responses } of operations) expect(responses).toHaveProperty('500');
  });
});

describe('the key of a write', () => {
  it('is offered where something may be sent again, and nowhere else', () => {
    const offered = operations.filter(({ parameters }) => parameters?.some(({ name }) => name === 'Idempotency-Key'));
    expect(offered.map(({ operationId }) => operationId)).toEqual(
      Object.entries(apiOperations).flatMap(([name, { method }]) => (method === 'POST' ? [name] : [])),
    );
    expect(offered[0]?.parameters).toMatchObject([{ name: 'Idempotency-Key', required: false }]);
  });
});

describe('the version of an appointment', () => {
  it('is wanted by whatever changes one, and given with every answer about it', () => {
    const wanting = operations.filter(({ parameters }) => parameters?.some(({ name }) => name === 'If-Match'));
    expect(wanting.map(({ operationId }) => operationId)).toEqual([
      'moveAppointment',
      'switchChannel',
      'cancelAppointment',
      'undoCancellation',
      'announceLateness',
      'announceAbsence',
    ]);
    for (const { parameters, responses } of wanting) {
      expect(parameters?.[0]).toMatchObject({ name: 'If-Match', in: 'header', required: true });
      expect(responses['200']?.headers).toHaveProperty('ETag');
      expect([responses['412']?.['x-problems'], responses['428']?.['x-problems']]).toEqual([
        ['changed-meanwhile'],
        ['version-missing'],
      ]);
    }
  });
});

describe('what the API reads', () => {
  it('takes pages of 1 to 100, written as figures', () => {
    expect(pageQuery.parse({})).toEqual({ limit: 50 });
    expect(pageQuery.parse({ limit: '100', cursor: 'koeln' })).toEqual({ limit: 100, cursor: 'koeln' });
    for (const limit of ['0', '101', '', ' 5', '5.0', '-1', '1e1', '٣'])
      expect(pageQuery.safeParse({ limit }).success).toBe(false);
    expect(pageQuery.safeParse({ ort: 'koeln' }).success).toBe(false);
  });

  it('takes 31 days and no more, over a clock change as well', () => {
    const ask = (from: string, to: string) =>
      freeTimesQuery.safeParse({ service: 'x', channel: 'video', from, to }).success;
    expect(ask('2026-10-10', '2026-11-09')).toBe(true);
    expect(ask('2026-10-10', '2026-11-10')).toBe(false);
    expect(ask('2027-02-28', '2027-02-28')).toBe(true);
    expect(ask('2027-02-28', '2027-02-27')).toBe(false);
    // A field that is no day keeps the other from being compared with it.
    expect(ask('2027-02-30', '2027-03-01')).toBe(false);
    expect(ask('2027-03-01', '')).toBe(false);
  });

  it('takes what the forms take, and nothing besides', () => {
    expect(Object.keys(contactBody.shape)).toEqual([...contactFields, 'wishes', 'locale']);
    const hold = { service: 'x', channel: 'video', startsAt: '2026-12-01T10:00:00Z' };
    expect(holdBody.parse(hold).locale).toBe('de');
    expect(holdBody.safeParse({ ...hold, token: 'x' }).success).toBe(false);
    expect(holdBody.safeParse({ ...hold, startsAt: '+275000-01-01T00:00:00Z' }).success).toBe(false);
    expect(codeBody.safeParse({ code: '12345' }).success).toBe(false);
    expect(codeBody.safeParse({ code: 123_456 }).success).toBe(false);
  });
});
