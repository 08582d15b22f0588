import { describe, expect, it } from 'vitest';
import { claimOf, foundIn, goodStory, type Story } from './story.ts';

const minute = 60_000;

describe('violations of changes, offers and sessions are found, and nothing else is said (BK6, BK8, OR2)', () => {
  it.each<[string, string[], (story: Story) => void]>([
    [
      'a cancelled appointment is still confirmed',
      ['change-lost', 'half-reopening'],
      (story) => {
        story.row('c').state = 'confirmed';
        Object.assign(claimOf(story, { reopeningId: 'r' }), { appointmentId: 'c', reopeningId: null });
      },
    ],
    [
      'an undone cancellation is none',
      ['change-lost', 'mail-missing'],
      (story) => story.tell('undo', { holder: 'holder-c', about: 'c' }, { kind: 'ok', appointmentId: 'c' }),
    ],
    [
      'a moved appointment is where it was',
      ['change-lost'],
      (story) => {
        story.row('a').needs = [{ resourceId: 'advisor', from: 60, to: 66 }];
        Object.assign(claimOf(story, { appointmentId: 'a' }), { from: 60, to: 66 });
      },
    ],
    [
      'a switched appointment is as it was',
      ['change-lost'],
      (story) => {
        story.row('a').channel = 'video';
      },
    ],
    [
      'nobody was told of a move',
      ['mail-missing', 'mail-without-row'],
      ({ given: { snapshot } }) => {
        snapshot.messages = snapshot.messages.filter(({ id }) => id !== 'moved-a');
      },
    ],
    [
      'the hold of a move is left over',
      ['freed-with-row'],
      (story) => {
        const { snapshot } = story.given;
        const needs = [{ resourceId: 'advisor', from: 80, to: 86 }];
        const left = { ...story.row('b'), id: 'hold-of-a', holder: 'moving-a', needs };
        snapshot.appointments.push(left);
        snapshot.claims.push({ appointmentId: left.id, ...needs[0]! });
      },
    ],
    [
      'somebody saw a confirmed appointment without its time',
      ['without-time'],
      (story) => story.tell('look', {}, { kind: 'ok', without: ['a'] }),
    ],
    [
      'a time was given back that is none any more',
      ['half-reopening'],
      ({ given: { snapshot } }) => {
        snapshot.claims = snapshot.claims.filter(({ reopeningId }) => reopeningId !== 'r');
      },
    ],
    [
      'a time is offered to two people',
      ['offered-twice'],
      ({ given: { snapshot } }) => {
        snapshot.reopenings[0]!.offers[1]!.state = 'open';
      },
    ],
    [
      'a time was offered to the next person before the first one had let it go',
      ['offered-twice'],
      ({ given: { snapshot } }) => {
        snapshot.reopenings[0]!.offers[0]!.until = 71 * minute;
      },
    ],
    [
      'a person is offered two times',
      ['offered-twice'],
      ({ given: { snapshot } }) => {
        const [reopening] = snapshot.reopenings;
        const time = { resourceId: 'advisor', from: 90, to: 96 };
        snapshot.reopenings.push({
          ...reopening!,
          id: 'r2',
          time,
          offers: [{ ...reopening!.offers[2]!, id: 'offer-4' }],
        });
        snapshot.claims.push({ reopeningId: 'r2', ...time });
      },
    ],
    [
      'somebody saw a time that two were asked about',
      ['offered-twice'],
      (story) => story.tell('look', {}, { kind: 'ok', without: [], askedTwice: ['r'] }),
    ],
    [
      'a seat is had by two',
      ['seat-twice'],
      (story) => {
        story.row('s2').seat!.number = 1;
      },
    ],
    [
      'a member has a seat that is not for members',
      ['seat-twice'],
      (story) => {
        story.row('s2').seat!.number = 3;
      },
    ],
    [
      'a session has lost its time',
      ['half-appointment'],
      ({ given: { snapshot } }) => {
        snapshot.claims = snapshot.claims.filter(({ sessionId }) => sessionId !== 's');
      },
    ],
  ])('%s', (_, expected, spoil) => {
    const story = goodStory();
    spoil(story);
    expect(foundIn(story)).toEqual(expected.toSorted());
  });
});
