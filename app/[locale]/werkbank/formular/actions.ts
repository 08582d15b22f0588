'use server';

import { z } from 'zod';

export type SampleState = {
  attempt: number;
  done: boolean;
  typed: { name: string };
  errors: { fieldId: string; text: string }[];
};

const schema = z.object({ name: z.string().trim().min(2).max(100) });
const earlier = z.object({ attempt: z.number().int().min(0).max(1000) }).catch({ attempt: 0 });

/** The pattern of all our forms: parse, refuse with what was typed, or go on. The state before is untrusted input. */
export async function saveSample(before: SampleState, data: FormData): Promise<SampleState> {
  const attempt = earlier.parse(before).attempt + 1;
  const typed = { name: z.string().max(200).catch('').parse(data.get('name')) };
  await new Promise((resolve) => setTimeout(resolve, 600));
  if (!schema.safeParse(typed).success) {
    return {
      attempt,
      done: false,
      typed,
      errors: [{ fieldId: 'name', text: 'Bitte geben Sie Ihren Namen ein, wie er auf der Gesundheitskarte steht.' }],
    };
  }
  return { attempt, done: true, typed, errors: [] };
}
