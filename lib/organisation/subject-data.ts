import type { SubjectErasure, SubjectRecord } from '#lib/platform/subject-data.ts';

/** Centers, advisors and hours say nothing about a member. */
export const subjectModels = [] as const;

export function exportSubject(): Promise<readonly SubjectRecord[]> {
  return Promise.resolve([]);
}

export function eraseSubject(): Promise<SubjectErasure> {
  return Promise.resolve({ removed: {}, keys: [] });
}
