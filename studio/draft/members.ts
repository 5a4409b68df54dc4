/** Other values for some members of something; null takes a member away. Plain JSON, so that it can be kept. */
export type Changes<Of> = { readonly [Member in keyof Of]?: Of[Member] | null };

/** Something with other values for some of its members. */
export function changed<Of extends object>(one: Of, change: Changes<Of>): Of {
  return Object.fromEntries(
    Object.entries({ ...one, ...change }).filter(([, value]) => value !== null),
  ) as Of;
}

/** All of them, with one changed; as they are when it is not among them. */
export function edited<Of extends object>(
  all: Readonly<Record<string, Of>>,
  id: string,
  change: Changes<Of>,
): Record<string, Of> {
  const one = Object.hasOwn(all, id) ? all[id] : undefined;
  return one ? { ...all, [id]: changed(one, change) } : { ...all };
}

/** Something without one of its members. */
export function without<Of extends object>(one: Of, member: keyof Of): Of {
  return Object.fromEntries(Object.entries(one).filter(([name]) => name !== member)) as Of;
}

/** The place of a step that changes members of something, see {@link Draft}: those of typing in it follow one another as one. */
export function membersPlace(of: string, change: object): string {
  return `${of} ${Object.keys(change).toSorted().join(" ")}`;
}
