/**
 * What a collection says about its members: which are sealed before they leave the process, and under whose key. Every
 * member is named, so that a new one cannot be stored in clear by forgetting it. `_id` is always in clear; what lists
 * filter and sort by must be, and must not be personal.
 */
export type Privacy<Doc> = NothingPersonal | PersonalMembers<Doc>;

/** The declaration of a collection that holds nothing about patients. */
export type NothingPersonal = { readonly nothingPersonal: string };

/** The declaration of a collection that does. */
export type PersonalMembers<Doc> = {
  /**
   * The member that names the case or contact whose key seals, `null` when none does. A document in which it is empty is
   * sealed under the key that the collection has for what belongs to nobody.
   */
  readonly keyOf: (keyof Doc & string) | null;
  readonly members: {
    readonly [Member in Exclude<keyof Doc, "_id">]-?: Date extends Doc[Member]
      ? "clear"
      : "clear" | "sealed";
  };
};

/**
 * Says that a collection holds nothing about patients.
 * @param why what it holds instead, for whoever checks
 */
export function nothingPersonal(why: string): NothingPersonal {
  return { nothingPersonal: why };
}

/** A declaration as the seam uses it. */
export type SealedMembers = {
  readonly collection: string;
  readonly keyOf: string | null;
  readonly members: ReadonlySet<string>;
};

/** The sealed members of a collection; null when it has none. */
export function sealedMembersOf<Doc>(
  collection: string,
  privacy: Privacy<Doc>,
): SealedMembers | null {
  if ("nothingPersonal" in privacy) return null;
  const members = Object.entries(privacy.members)
    .filter(([, kind]) => kind === "sealed")
    .map(([member]) => member);
  return members.length === 0
    ? null
    : { collection, keyOf: privacy.keyOf, members: new Set(members) };
}
