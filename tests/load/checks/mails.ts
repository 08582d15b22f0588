import { type Evidence, isConfirmed, type Violation } from '../violation.ts';

const confirmation = 'appointment-confirmed';

/** Each confirmed appointment has told its member so: by one mail, under one id, however often it was sent. */
export function missingMails({ ours, snapshot, mails }: Evidence): Violation[] {
  const arrived = new Set(mails.map(({ messageId }) => messageId));
  return ours.filter(isConfirmed).flatMap((row): Violation[] => {
    const messages = snapshot.messages.filter(
      ({ appointmentId, template }) => appointmentId === row.id && template === confirmation,
    );
    if (messages.length > 1)
      return [{ kind: 'mail-two-ids', about: [row.id], what: `${messages.length} rows in the outbox` }];
    const message = messages[0];
    if (message !== undefined && message.state === 'sent' && arrived.has(message.id)) return [];
    const what = message === undefined ? 'no row in the outbox' : `${message.state}, never arrived`;
    return [{ kind: 'mail-missing', about: [row.id], what }];
  });
}

/** What arrived tells of what is there, and of each thing under one id. */
export function strayMails({ mails, operations, snapshot, ours }: Evidence): Violation[] {
  const mailboxes = new Set(operations.flatMap(({ invoke }) => invoke.mailbox ?? []));
  const confirmed = new Set(ours.filter(({ state }) => state !== 'held').map(({ id }) => id));
  const ownerOf = new Map(snapshot.messages.map(({ id, appointmentId }) => [id, appointmentId]));
  const ids = new Map<string, Set<string>>();
  for (const { kind, mailbox, messageId } of mails) {
    if (kind !== 'confirmation' || !mailboxes.has(mailbox)) continue;
    ids.set(mailbox, (ids.get(mailbox) ?? new Set()).add(messageId));
  }
  return [...ids].flatMap(([mailbox, messages]): Violation[] => {
    const stray = [...messages].filter((id) => !confirmed.has(ownerOf.get(id) ?? ''));
    return [
      ...(messages.size > 1
        ? [{ kind: 'mail-two-ids' as const, about: [...messages], what: `${messages.size} ids to ${mailbox}` }]
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
