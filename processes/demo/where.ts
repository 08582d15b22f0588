import { demoSignIns } from '#prisma/seed/demo.ts';
import type { Stack } from './stack.ts';
import { framed } from './table.ts';

const insteadOf = (port: number | null): string => (port === null ? '' : `  (port ${port} is taken)`);

/** Prints the one table that a person needs: where everything is, and how to sign in. */
export function showWhereAllIs(stack: Stack): void {
  const { urls, takenPorts } = stack;
  const rows: [string, string][] = [
    ['Members', `${urls.member}/termin${insteadOf(takenPorts.web)}`],
    ['Staff', urls.staff],
    ...demoSignIns.map(({ name, email, password }): [string, string] => [`  ${name}`, `${email}  ${password}`]),
    ['Mails and SMS', `${urls.inbox}${insteadOf(takenPorts.inbox)}`],
    ['Video', stack.liveKitAdvice === null ? (urls.liveKit ?? '') : 'not available, see below'],
  ];
  process.stdout.write(`${framed(rows)}\n`);
  if (stack.liveKitAdvice !== null) process.stdout.write(`${stack.liveKitAdvice}\n`);
  process.stdout.write(`Logs: ${stack.folder}. End with Ctrl-C.\n`);
}
