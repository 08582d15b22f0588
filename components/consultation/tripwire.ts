/** A person's browser; LiveKit names every machine (recorder, agent, telephone line, …) by another kind. */
const person = 0;

/** VC3: whether somebody in the room is not a person's browser. */
export function isMachine(participant: {
  kind: number;
  permissions?: { hidden?: boolean; recorder?: boolean };
}): boolean {
  return participant.kind !== person || participant.permissions?.recorder === true;
}
