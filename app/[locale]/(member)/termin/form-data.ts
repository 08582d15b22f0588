import { type ContactForm, contactFields } from '#lib/booking/schema.ts';

/** One text field of a form; absent, empty and not a text are the same. */
export function fieldOf(data: FormData, name: string): string | undefined {
  const value = data.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** All that was said under a name, as `readChoice` reads it. */
export function fieldsOf(data: FormData, name: string): string[] {
  return data.getAll(name).filter((value) => typeof value === 'string' && value !== '') as string[];
}

/** What was typed about the person, unread. */
export function contactFormOf(data: FormData): ContactForm {
  const typed: ContactForm = {};
  for (const name of contactFields) {
    const value = fieldOf(data, name);
    if (value !== undefined) typed[name] = value;
  }
  return typed;
}
