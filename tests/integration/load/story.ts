import { check } from '#tests/load/checker.ts';
import type { Action, Answer, Event, Invocation } from '#tests/load/history.ts';
import type { Given, SeenAppointment, SeenMail, SeenMessage, Snapshot, ViolationKind } from '#tests/load/violation.ts';

/** An invented afternoon: everything is as it should be until a test spoils it. */
export interface Story {
  given: Given & { history: Event[]; snapshot: Snapshot; mails: SeenMail[] };
  /** Adds an operation that is answered at once */
  tell(action: Action, invocation: Partial<Invocation>, answer: Answer): Event[];
  row(id: string): SeenAppointment;
}

const minute = 60_000;
/** When the story is over. */
const evening = 100 * minute;

const appointment = (id: string, from: number, rest: Partial<SeenAppointment>): SeenAppointment => ({
  id,
  holder: `holder-${id}`,
  state: 'confirmed',
  confirmedAt: 4 * minute,
  expiresAt: null,
  channel: 'video',
  needs: [{ resourceId: 'advisor', from, to: from + 6 }],
  partners: [],
  seat: null,
  person: true,
  key: true,
  link: true,
  code: true,
  ...rest,
});

/**
 * One appointment `a`, which was moved and switched, one hold `b` beside it, one `c` that was cancelled, whose time is
 * offered to somebody, and two seats `s1`, `s2` in a session.
 */
export function goodStory(): Story {
  const history: Event[] = [];
  const messages: SeenMessage[] = [
    { id: 'mail-a', appointmentId: 'a', template: 'appointment-confirmed', state: 'sent' },
    { id: 'moved-a', appointmentId: 'a', template: 'appointment-moved', state: 'sent' },
    { id: 'switched-a', appointmentId: 'a', template: 'appointment-channel-switched', state: 'sent' },
    { id: 'mail-c', appointmentId: 'c', template: 'appointment-confirmed', state: 'sent' },
    { id: 'cancelled-c', appointmentId: 'c', template: 'appointment-cancelled', state: 'sent' },
    { id: 'mail-s1', appointmentId: 's1', template: 'appointment-confirmed', state: 'sent' },
    { id: 'mail-s2', appointmentId: 's2', template: 'appointment-confirmed', state: 'sent' },
  ];
  const appointments = [
    appointment('a', 12, { channel: 'phone' }),
    appointment('b', 18, {
      state: 'held',
      confirmedAt: null,
      expiresAt: 200 * minute,
      person: false,
      key: false,
      link: false,
      code: false,
    }),
    appointment('c', 30, { state: 'cancelled' }),
    appointment('s1', 48, { needs: [], seat: { session: 's', number: 1 } }),
    appointment('s2', 48, { needs: [], seat: { session: 's', number: 2 } }),
  ];
  const keptTime = { resourceId: 'advisor', from: 30, to: 36 };
  const sessionTime = { resourceId: 'advisor', from: 48, to: 54 };
  const snapshot: Snapshot = {
    now: evening,
    appointments,
    claims: [
      ...appointments
        .filter(({ state }) => state !== 'cancelled')
        .flatMap(({ id, needs }) => needs.map((need) => ({ ...need, appointmentId: id }))),
      { ...keptTime, reopeningId: 'r' },
      { ...sessionTime, sessionId: 's' },
    ],
    reopenings: [
      {
        id: 'r',
        appointmentId: 'c',
        time: keptTime,
        offers: [
          { id: 'offer-1', entry: 'first', state: 'expired', from: 40 * minute, until: 70 * minute },
          { id: 'offer-2', entry: 'second', state: 'declined', from: 70 * minute, until: 130 * minute },
          { id: 'offer-3', entry: 'third', state: 'open', from: 75 * minute, until: 135 * minute },
        ],
      },
    ],
    sessions: [{ id: 's', time: sessionTime, seats: 3, publicSeats: 2 }],
    messages,
    open: { advisor: [{ from: 0, to: 288 }] },
  };
  let clock = 0;
  let op = 0;
  const tell: Story['tell'] = (action, invocation, answer) => {
    const id = op++;
    const added: Event[] = [
      { holder: null, ...invocation, kind: 'invoke', op: id, action, clock: clock++ },
      { ...answer, op: id, clock: clock++ },
    ];
    history.push(...added);
    return added;
  };
  for (const { id, needs } of appointments) {
    const until = id === 'b' ? 200 * minute : 10 * minute;
    const mine = { holder: `holder-${id}`, about: id };
    const took = id === 'a' ? [{ resourceId: 'advisor', from: 60, to: 66 }] : needs;
    tell('hold', { holder: mine.holder }, { kind: 'ok', appointmentId: id, until, took });
    if (id === 'b') continue;
    tell('submit', { ...mine, mailbox: `${id}@postfach.example` }, { kind: 'ok', until });
    tell('confirm', { ...mine, key: `confirm-${id}` }, { kind: 'ok', appointmentId: id });
    if (id === 'c') tell('cancel', mine, { kind: 'ok', appointmentId: 'c', freed: needs });
    if (id !== 'a') continue;
    tell('hold', { holder: 'moving-a' }, { kind: 'ok', appointmentId: 'hold-of-a', until: 20 * minute, took: needs });
    tell('move', { holder: 'moving-a', about: 'a' }, { kind: 'ok', appointmentId: 'a', took: needs, freed: took });
    tell('switch', mine, { kind: 'ok', appointmentId: 'a', channel: 'phone' });
  }
  return {
    given: {
      history,
      snapshot,
      mails: messages.map(({ id, appointmentId }) => ({
        messageId: id,
        mailbox: `${appointmentId ?? ''}@postfach.example`,
        kind: 'other',
      })),
      limits: { extensions: 3, codes: 4, tries: 5, holds: 1 },
    },
    tell,
    row: (id) => appointments.find((row) => row.id === id)!,
  };
}

/** Takes away everything of an appointment, as a sweep that went wrong does. */
export function wipe({ given }: Story, id: string): void {
  const { snapshot } = given;
  snapshot.appointments = snapshot.appointments.filter((row) => row.id !== id);
  snapshot.claims = snapshot.claims.filter((claim) => claim.appointmentId !== id);
  snapshot.messages = snapshot.messages.filter((message) => message.appointmentId !== id);
}

/** What the checker says of a story, each kind once. */
export function foundIn({ given }: Story): ViolationKind[] {
  return [...new Set(check(given).map(({ kind }) => kind))].toSorted();
}

/** The claim of an owner. */
export function claimOf({ given }: Story, owner: { appointmentId: string } | { reopeningId: string }) {
  return given.snapshot.claims.find((claim) =>
    Object.entries(owner).every(([name, id]) => claim[name as 'appointmentId'] === id),
  )!;
}
