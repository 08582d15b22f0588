import { describe, expect, it } from 'vitest';
import { check } from '#tests/load/checker.ts';
import { claimOf, foundIn, goodStory, type Story, wipe } from './story.ts';

const minute = 60_000;

describe('a history in which all is well', () => {
  it('has no violation', () => {
    expect(check(goodStory().given)).toEqual([]);
  });

  it.each<[string, (story: Story) => void]>([
    [
      'a hold that expired and was swept',
      (story) => {
        story.given.snapshot.now = 300 * minute;
        wipe(story, 'b');
      },
    ],
    [
      'a hold that nobody knows the release of',
      (story) => {
        story.tell('release', { holder: 'holder-b' }, { kind: 'unknown', fault: 'Error' });
        wipe(story, 'b');
      },
    ],
    [
      'a hold whose holder took another time',
      (story) => {
        story.tell('hold', { holder: 'holder-b' }, { kind: 'ok', appointmentId: 'd', until: 5 });
        wipe(story, 'b');
      },
    ],
    [
      'a confirmation whose answer was lost, and which happened',
      (story) => {
        const answer = story.given.history.find((event) => event.kind === 'ok' && event.op === 2)!;
        story.given.history[story.given.history.indexOf(answer)] = {
          kind: 'unknown',
          fault: 'Error',
          op: 2,
          clock: answer.clock,
        };
      },
    ],
    [
      'a mail that was sent twice under one id',
      ({ given }) => given.mails.push({ messageId: 'mail-a', mailbox: 'a@postfach.example', kind: 'other' }),
    ],
    [
      'an appointment outside of new hours that the change found',
      (story) => {
        story.given.snapshot.open = { advisor: [] };
        story.tell('change-hours', {}, { kind: 'ok', version: 2, touched: ['a', 'b'] });
      },
    ],
    [
      'an appointment that was there before',
      (story) => {
        story.given.before = new Set(['e']);
        const { snapshot } = story.given;
        snapshot.appointments.push({
          ...story.row('a'),
          id: 'e',
          needs: [{ resourceId: 'advisor', from: 60, to: 66 }],
        });
        snapshot.claims.push({ appointmentId: 'e', resourceId: 'advisor', from: 60, to: 66 });
      },
    ],
  ])('also with %s', (_, change) => {
    const story = goodStory();
    change(story);
    expect(check(story.given)).toEqual([]);
  });
});

describe('each violation is found, and nothing else is said', () => {
  it.each<[string, string[], (story: Story) => void]>([
    [
      'two claims overlap',
      ['overlap', 'half-appointment'],
      ({ given: { snapshot } }) => {
        snapshot.claims[1]!.from -= 1;
      },
    ],
    [
      'a time was given away while another still held it, and nothing of it is left',
      ['overlap'],
      (story) => {
        const took = story.row('b').needs;
        story.tell('hold', { holder: 'late' }, { kind: 'ok', appointmentId: 'd', until: 20 * minute, took });
      },
    ],
    ['a confirmed appointment is gone', ['acknowledged-without-row', 'mail-without-row'], (story) => wipe(story, 'a')],
    ['a held time is gone before its end', ['acknowledged-without-row'], (story) => wipe(story, 'b')],
    [
      'a refused confirmation is confirmed',
      ['refused-with-row'],
      ({ given: { history } }) => {
        const answer = history.findIndex((event) => event.kind === 'ok' && event.op === 2);
        history[answer] = { kind: 'refused', reason: 'hold-expired', op: 2, clock: 9 };
      },
    ],
    [
      'a refused hold holds',
      ['refused-with-row'],
      ({ given: { history } }) => {
        const answer = history.findIndex((event) => event.kind === 'ok' && event.appointmentId === 'b');
        history[answer] = { ...history[answer]!, kind: 'refused', reason: 'time-taken' };
      },
    ],
    [
      'a row nobody asked for',
      ['row-without-operation'],
      ({ given: { history } }) => {
        const of = history.find((event) => event.kind === 'ok' && event.appointmentId === 'b')!;
        history.splice(0, history.length, ...history.filter(({ op }) => op !== of.op));
      },
    ],
    [
      'one key is answered with two ids',
      ['one-key-two-ids', 'acknowledged-without-row'],
      (story) => story.tell('confirm', { holder: 'holder-a', key: 'confirm-a' }, { kind: 'ok', appointmentId: 'x' }),
    ],
    [
      'a claim is missing',
      ['half-appointment'],
      ({ given: { snapshot } }) => {
        snapshot.claims = snapshot.claims.filter(({ appointmentId }) => appointmentId !== 'a');
      },
    ],
    [
      'a claim is left over',
      ['half-appointment'],
      ({ given: { snapshot } }) => {
        snapshot.claims.push({ appointmentId: 'gone', resourceId: 'advisor', from: 90, to: 96 });
      },
    ],
    [
      'a cancelled appointment still claims its time',
      ['half-appointment', 'half-reopening'],
      (story) => Object.assign(claimOf(story, { reopeningId: 'r' }), { appointmentId: 'c', reopeningId: null }),
    ],
    [
      'one part of three is missing',
      ['half-appointment'],
      (story) => story.row('a').partners.push({ anyOf: ['room'], needed: true }),
    ],
    [
      'an appointment has two rooms',
      ['half-appointment'],
      (story) => {
        story.row('a').partners.push({ anyOf: ['room', 'other'], needed: true });
        for (const resourceId of ['room', 'other'])
          story.given.snapshot.claims.push({ appointmentId: 'a', resourceId, from: 12, to: 18 });
      },
    ],
    [
      'the key of a person is gone',
      ['half-appointment'],
      (story) => {
        story.row('a').key = false;
      },
    ],
    [
      'a member cannot find the own appointment',
      ['half-appointment'],
      (story) => {
        story.row('a').link = false;
      },
    ],
    [
      'a cancelled time is freed twice',
      ['freed-twice', 'mail-missing'],
      (story) =>
        story.tell(
          'cancel',
          { holder: 'holder-c', about: 'c' },
          { kind: 'ok', appointmentId: 'c', freed: story.row('c').needs },
        ),
    ],
    [
      'a released time is still held',
      ['freed-with-row'],
      (story) => story.tell('release', { holder: 'holder-b', about: 'b' }, { kind: 'ok' }),
    ],
    [
      'a hold that had ended was confirmed',
      ['confirmed-after-end'],
      (story) => {
        story.row('a').confirmedAt = 10 * minute + 1;
      },
    ],
    [
      'a hold came in on old hours',
      ['outside-hours'],
      (story) => {
        story.given.snapshot.open = { advisor: [{ from: 0, to: 20 }] };
        story.tell('change-hours', {}, { kind: 'ok', version: 2, touched: [] });
      },
    ],
    [
      'a hold came in on old hours, and they were opened again',
      ['outside-hours'],
      (story) => {
        const took = [{ resourceId: 'advisor', from: 60, to: 66 }];
        story.tell('change-hours', {}, { kind: 'ok', version: 2, touched: [], closed: took });
        story.tell('hold', { holder: 'late' }, { kind: 'ok', appointmentId: 'd', until: 20 * minute, took });
        story.tell('change-hours', {}, { kind: 'ok', version: 3, touched: [], closed: [] });
      },
    ],
    [
      'more extensions than allowed',
      ['limit-exceeded'],
      (story) => {
        for (let i = 0; i < 4; i += 1)
          story.tell('extend', { holder: 'holder-b', about: 'b' }, { kind: 'ok', until: 200 * minute });
      },
    ],
    [
      'more codes than allowed',
      ['limit-exceeded'],
      (story) => {
        for (let i = 0; i < 4; i += 1)
          story.tell('submit', { holder: 'holder-a', about: 'a' }, { kind: 'ok', anew: true, until: 9 });
      },
    ],
    [
      'more tries than allowed',
      ['limit-exceeded'],
      (story) => {
        for (let i = 0; i < 6; i += 1)
          story.tell('confirm', { holder: 'holder-a', about: 'a' }, { kind: 'refused', reason: 'code-wrong' });
      },
    ],
    [
      'no mail was written',
      ['mail-missing', 'mail-without-row'],
      ({ given: { snapshot } }) => {
        snapshot.messages = [];
      },
    ],
    [
      'a mail was never sent',
      ['mail-missing'],
      ({ given }) => {
        given.snapshot.messages[0]!.state = 'waiting';
        given.mails.length = 0;
      },
    ],
    [
      'a mail counts as sent and never arrived',
      ['mail-missing'],
      ({ given }) => {
        given.mails.length = 0;
      },
    ],
    [
      'two mails were written',
      ['mail-two-ids'],
      ({ given: { snapshot } }) => {
        snapshot.messages.push({ ...snapshot.messages[0]!, id: 'mail-2' });
      },
    ],
    [
      'a mail arrived under two ids',
      ['mail-two-ids', 'mail-without-row'],
      ({ given: { mails } }) => mails.push({ ...mails[0]!, messageId: 'mail-2' }),
    ],
  ])('%s', (_, expected, spoil) => {
    const story = goodStory();
    spoil(story);
    expect(foundIn(story)).toEqual(expected.toSorted());
  });
});
