/** A person's browser; LiveKit names every machine (recorder, agent, telephone line, …) by another kind. */
const person = 0;

/**
 * VC8: whether anything that somebody publishes is said to be in the clear. The client library then stops decrypting all
 * that comes from this participant, and would show what a media server puts in the place of pictures and sound: the
 * word of one such track is enough, whether it ever arrives or not.
 */
export function sendsInTheClear(participant: {
  trackPublications: ReadonlyMap<string, { isEncrypted: boolean }>;
}): boolean {
  return [...participant.trackPublications.values()].some(({ isEncrypted }) => !isEncrypted);
}

/** VC3: whether somebody in the room is not a person's browser. */
export function isMachine(participant: {
  kind: number;
  permissions?: { hidden?: boolean; recorder?: boolean };
}): boolean {
  return participant.kind !== person || participant.permissions?.recorder === true;
}
