/** What a person has chosen to read about: a state, all transitions between two states, one transition, a note, or a group of states. */
export type Selection = {
  readonly kind: "state" | "way" | "transition" | "note" | "group";
  readonly id: string;
};

/** A selection as an address carries it: `state.new`, `way.new>assigned`. */
export function selectionText({ kind, id }: Selection): string {
  return `${kind}.${id}`;
}

/** The selection that an address carries; null when it carries none. */
export function selectionOf(text: string | null): Selection | null {
  const [, kind, id] = /^(state|way|transition|note|group)\.(.+)$/.exec(text ?? "") ?? [];
  if (id === undefined) return null;
  return { kind: kind as Selection["kind"], id };
}
