import type { Action, Answer, Event, Invocation } from '#tests/load/history.ts';
import type { Given, SeenAppointment, SeenMail, SeenMessage, Snapshot } from '#tests/load/violation.ts';

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
  needs: [{ resourceId: 'advisor', from, to: from + 6 }],
  person: true,
  key: true,
  link: true,
  code: true,
  ...rest,
});

/** One confirmed appointment `a`, one hold `b` beside it, one that was cancelled. */
export function goodStory(): Story {
  const history: Event[] = [];
  const messages: SeenMessage[] = [
    { id: 'mail-a', appointmentId: 'a', template: 'appointment-confirmed', state: 'sent' },
  ];
  const appointments = [
    appointment('a', 12, {}),
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
  ];
  const snapshot: Snapshot = {
    now: evening,
    appointments,
    claims: appointments
      .filter(({ state }) => state !== 'cancelled')
      .flatMap(({ id, needs }) => needs.map((need) => ({ ...need, appointmentId: id }))),
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
    tell('hold', { holder: mine.holder }, { kind: 'ok', appointmentId: id, until, took: needs });
    if (id === 'b') continue;
    tell('submit', { ...mine, mailbox: `${id}@postfach.example` }, { kind: 'ok', until });
    tell('confirm', { ...mine, key: `confirm-${id}` }, { kind: 'ok', appointmentId: id });
    if (id === 'c') tell('cancel', mine, { kind: 'ok', appointmentId: 'c', freed: needs });
  }
  return {
    given: {
      history,
      snapshot,
      mails: [{ messageId: 'mail-a', mailbox: 'a@postfach.example', kind: 'confirmation' }],
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
