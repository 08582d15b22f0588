import pino from 'pino';
import { env } from './env.ts';

/**
 * LG3: a log line is a static text and fields of this list, each an id, a count or a word of ours. Anything else does
 * not compile, and at run time is dropped.
 */
export interface LogFields {
  /** Ids of rows */
  appointmentId?: string;
  consultationId?: string;
  participantId?: string;
  staffId?: string;
  messageId?: string;
  incidentId?: string;
  room?: string;
  /** Words of ours */
  job?: string;
  template?: string;
  reason?: string;
  event?: string;
  route?: string;
  process?: string;
  /** Figures */
  count?: number;
  attempts?: number;
  status?: number;
  port?: number;
  milliseconds?: number;
  counts?: Record<string, number>;
  fault?: unknown;
}

const allowed: ReadonlySet<string> = new Set<keyof LogFields>([
  'appointmentId',
  'consultationId',
  'participantId',
  'staffId',
  'messageId',
  'incidentId',
  'room',
  'job',
  'template',
  'reason',
  'event',
  'route',
  'process',
  'count',
  'attempts',
  'status',
  'port',
  'milliseconds',
  'counts',
  'fault',
]);
// Brackets: a route is named by its folder, such as /[locale]/(member)/termin.
const plainWord = /^[\w./:()[\]-]{1,100}$/;

/** What may be written of `fields`. Exported for its test. */
export function permitted(fields: LogFields): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (!allowed.has(name)) continue;
    if (name === 'fault') kept['fault'] = describeFault(value);
    else if (name === 'counts') kept['counts'] = figures(Object(value) as object);
    else if (typeof value === 'number') kept[name] = value;
    else if (typeof value === 'string') kept[name] = plainWord.test(value) ? value : '[dropped]';
  }
  return kept;
}

/** Only numbers, under words of ours: nothing hides in a name or value. */
function figures(counts: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(counts).filter(([name, value]) => plainWord.test(name) && typeof value === 'number'),
  );
}

/** A fault's kind, code and stack. Its message stays out: drivers and parsers quote values in it. */
function describeFault(fault: unknown): Record<string, unknown> {
  if (!(fault instanceof Error)) return { kind: typeof fault };
  // The stack starts with the message, which may have lines of its own that look like places.
  const stack = fault.stack ?? '';
  const after = stack.includes(fault.message) ? stack.indexOf(fault.message) + fault.message.length : 0;
  const frames = stack
    .slice(after)
    .split('\n')
    .filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  const code = (fault as { code?: unknown }).code;
  return {
    kind: plainWord.test(fault.name) ? fault.name : 'Error',
    ...(typeof code === 'string' && plainWord.test(code) ? { code } : {}),
    frames: frames.slice(0, 8).map((line) => line.trim()),
  };
}

let current: pino.Logger | undefined;
function logger(): pino.Logger {
  current ??= pino({
    level: env().LOG_LEVEL,
    base: { process: processName() },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
  return current;
}

function processName(): string {
  return (
    (process.argv[1] ?? 'web')
      .split('/')
      .at(-1)
      ?.replace(/\.[jt]s$/, '') ?? 'web'
  );
}

type Write = (text: string, fields?: LogFields) => void;

/** The only way to log. `text` is a constant, never built from values. */
export const log: Record<'debug' | 'info' | 'warn' | 'error', Write> = {
  debug: (text, fields = {}) => logger().debug(permitted(fields), text),
  info: (text, fields = {}) => logger().info(permitted(fields), text),
  warn: (text, fields = {}) => logger().warn(permitted(fields), text),
  error: (text, fields = {}) => logger().error(permitted(fields), text),
};
