import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** Everything that members, staff and time do to appointments; `look` is whoever checks what is there at a moment. */
export const actions = [
  'hold',
  'extend',
  'release',
  'submit',
  'confirm',
  'sweep',
  'change-hours',
  'move',
  'cancel',
  'undo',
  'switch',
  'accept',
  'look',
] as const;
export type Action = (typeof actions)[number];

const spanSchema = z.object({ resourceId: z.string(), from: z.int(), to: z.int() });
/** Time of a resource in steps of 5 minutes, half open. */
export type Span = z.infer<typeof spanSchema>;

const base = {
  /** Which operation; its invocation and its answer share it */
  op: z.int(),
  /** Epoch milliseconds of the clock that database and processes share: at the invocation the least it can be, at the answer the most */
  clock: z.number(),
};

const invocationSchema = z.object({
  ...base,
  kind: z.literal('invoke'),
  action: z.enum(actions),
  /** Whoever acts: keyed hash of the browser's token, in hex; null for time and staff */
  holder: z.string().nullable(),
  /** Operations with the same key are one wish: they may be answered with one appointment only */
  key: z.string().optional(),
  /** The appointment that the one who acts believes to act on; of a hold, the one that it is to move */
  about: z.string().nullable().optional(),
  /** Where mails about it go; a mailbox belongs to one appointment */
  mailbox: z.string().optional(),
});

const okSchema = z.object({
  ...base,
  kind: z.literal('ok'),
  appointmentId: z.string().optional(),
  /** Epoch milliseconds until which the time is promised */
  until: z.number().optional(),
  /** What it took, where the answer says so */
  took: z.array(spanSchema).optional(),
  /** What it gave back to others, where the answer says so */
  freed: z.array(spanSchema).optional(),
  /** Whether this answer did something anew (false: it repeats an earlier one) */
  anew: z.boolean().optional(),
  /** A change of hours: the version it made, and the appointments it found outside of the new hours */
  version: z.int().optional(),
  touched: z.array(z.string()).optional(),
  /** What is closed from then on, of the time that is asked for */
  closed: z.array(spanSchema).optional(),
  /** A switch: how one talks from then on */
  channel: z.string().optional(),
  /** A look: confirmed appointments that had no time at that moment */
  without: z.array(z.string()).optional(),
  /** A look: kept times that more than one person was asked about at that moment */
  askedTwice: z.array(z.string()).optional(),
});

const refusedSchema = z.object({ ...base, kind: z.literal('refused'), reason: z.string() });
/** Nobody knows whether it happened: the connection broke, the process died. */
const unknownSchema = z.object({ ...base, kind: z.literal('unknown'), fault: z.string() });

const eventSchema = z.discriminatedUnion('kind', [invocationSchema, okSchema, refusedSchema, unknownSchema]);
export type Event = z.infer<typeof eventSchema>;
export type Invocation = Omit<z.infer<typeof invocationSchema>, 'op' | 'clock' | 'kind'>;
export type Answer =
  | Omit<z.infer<typeof okSchema>, 'op' | 'clock'>
  | Omit<z.infer<typeof refusedSchema>, 'op' | 'clock'>
  | Omit<z.infer<typeof unknownSchema>, 'op' | 'clock'>;

/** What is known of the shared clock: it stands between these two. */
export interface Clock {
  atLeast(): number;
  atMost(): number;
}

export interface Recorder {
  readonly events: readonly Event[];
  /** Writes the invocation down, acts, writes the answer down; a fault becomes `unknown`. @returns the answer */
  record(invocation: Invocation, act: () => Promise<Answer>): Promise<Answer>;
}

/**
 * Records operations in the order in which they were seen; ids and times only, nothing of a person.
 * @param file where each event is appended as one line of JSON before anything goes on; absent: kept in memory only
 */
export function openHistory(clock: Clock, file?: string): Recorder {
  const events: Event[] = [];
  let operations = 0;
  if (file !== undefined) writeFileSync(file, '');
  const append = (event: Event): void => {
    events.push(event);
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(event)}\n`);
  };
  return {
    events,
    async record(invocation, act) {
      const op = operations++;
      append({ ...invocation, op, clock: clock.atLeast(), kind: 'invoke' });
      const answer = await act().catch(
        (fault: unknown): Answer => ({ kind: 'unknown', fault: fault instanceof Error ? fault.name : 'fault' }),
      );
      append({ ...answer, op, clock: clock.atMost() });
      return answer;
    },
  };
}

/** Reads a recorded history. @throws ZodError when a line is no event */
export function readHistory(file: string): Event[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => eventSchema.parse(JSON.parse(line)));
}
