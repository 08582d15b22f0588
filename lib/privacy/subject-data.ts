import type { SubjectErasure, SubjectRecord } from '#lib/platform/subject-data.ts';

/** Deletion reports and runs of jobs hold counts, nothing about anybody. */
export const subjectModels = [] as const;

export function exportSubject(): Promise<readonly SubjectRecord[]> {
  return Promise.resolve([]);
}

export function eraseSubject(): Promise<SubjectErasure> {
  return Promise.resolve({ removed: {}, keys: [] });
}
