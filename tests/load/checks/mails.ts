import { type Operation, mayHaveHappened, meanings } from '../operations.ts';
import type { Evidence, SeenAppointment, Violation } from '../violation.ts';

/** How many mails of each kind there must be about an appointment, and how many there may be. */
type Expected = Map<string, { least: number; most: number }>;

function expectedOf(row: SeenAppointment | undefined, about: readonly Operation[]): Expected {
  const expected: Expected = new Map();
  for (const { invoke, answer } of about) {
    const { mail, confirms } = meanings[invoke.action];
    // A confirmation that is sent again does nothing; each other change that was acknowledged is one.
    if (mail === undefined || confirms === true) continue;
    const { least, most } = expected.get(mail) ?? { least: 0, most: 0 };
    expected.set(mail, { least: least + (answer.kind === 'ok' ? 1 : 0), most: most + 1 });
  }
  // Of what is gone nobody knows whether it was confirmed.
  if (row === undefined || row.confirmedAt !== null) {
    const mail = meanings.confirm.mail ?? '';
    const { least, most } = expected.get(mail) ?? { least: 0, most: 0 };
    expected.set(mail, { least: least + 1, most: most + 1 });
  }
  // Whoever cancelled may never have heard whether it happened; it did, so the mail says so.
  if (row?.state === 'cancelled') {
    const mail = meanings.cancel.mail ?? '';
    const { least, most } = expected.get(mail) ?? { least: 0, most: 0 };
    expected.set(mail, { least: Math.max(1, least), most });
  }
  return expected;
}

function operationsAbout({ operations }: Evidence): Map<string, Operation[]> {
  const found = new Map<string, Operation[]>();
  for (const operation of operations.filter(mayHaveHappened)) {
    const { about } = operation.invoke;
    if (about != null) found.set(about, [...(found.get(about) ?? []), operation]);
  }
  return found;
}

/** Each appointment has told its member of all that became of it: by one mail each, under one id, however often sent. */
export function missingMails(evidence: Evidence): Violation[] {
  const { ours, snapshot, mails } = evidence;
  const arrived = new Set(mails.map(({ messageId }) => messageId));
  const about = operationsAbout(evidence);
  return ours.flatMap((row) =>
    [...expectedOf(row, about.get(row.id) ?? [])].flatMap(([template, { least, most }]): Violation[] => {
      const messages = snapshot.messages.filter(
        (message) => message.appointmentId === row.id && message.template === template,
      );
      const missing = (what: string): Violation => ({ kind: 'mail-missing', about: [row.id], what });
      if (messages.length > most)
        return [{ kind: 'mail-two-ids', about: [row.id], what: `${messages.length} × ${template} in the outbox` }];
      if (messages.length < least)
        return [missing(`${messages.length} × ${template} in the outbox, ${least} were promised`)];
      return messages
        .filter(({ id, state }) => state !== 'sent' || !arrived.has(id))
        .map(({ state }) => missing(`${template}: ${state}, never arrived`));
    }),
  );
}

/** What arrived tells of what is there, and of each thing under one id. */
export function strayMails(evidence: Evidence): Violation[] {
  const { mails, operations, snapshot, ours } = evidence;
  const rows = new Map(ours.map((row) => [row.id, row]));
  const messages = new Map(snapshot.messages.map((message) => [message.id, message]));
  const about = operationsAbout(evidence);
  const told = new Set(Object.values(meanings).map(({ mail }) => mail));
  const ids = new Map<string, Set<string>>();
  const owners = new Map<string, Set<string>>();
  for (const { invoke } of operations) {
    if (invoke.mailbox === undefined || invoke.about == null) continue;
    owners.set(invoke.mailbox, (owners.get(invoke.mailbox) ?? new Set()).add(invoke.about));
  }
  for (const { kind, mailbox, messageId } of mails) {
    const message = messages.get(messageId);
    if (kind === 'code' || !owners.has(mailbox)) continue;
    // Other mails, such as reminders, are counted by nobody here.
    if (message === undefined || told.has(message.template))
      ids.set(mailbox, (ids.get(mailbox) ?? new Set()).add(messageId));
  }
  return [...ids].flatMap(([mailbox, seen]): Violation[] => {
    const most = [...(owners.get(mailbox) ?? [])]
      .flatMap((id) => [...expectedOf(rows.get(id), about.get(id) ?? []).values()])
      .reduce((sum, one) => sum + one.most, 0);
    const stray = [...seen].filter((id) => {
      const owner = rows.get(messages.get(id)?.appointmentId ?? '');
      return owner === undefined || owner.state === 'held';
    });
    return [
      ...(seen.size > Math.max(1, most)
        ? [{ kind: 'mail-two-ids' as const, about: [...seen], what: `${seen.size} ids to ${mailbox}` }]
        : []),
      ...stray.map(
        (id): Violation => ({
          kind: 'mail-without-row',
          about: [id],
          what: `${mailbox} was told of an appointment that is not there`,
        }),
      ),
    ];
  });
}
