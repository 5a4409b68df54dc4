/** What became of a part of the picture from one release to another. */
export type Difference = "added" | "removed" | "changed";

/** What differs between two pictures, as either of them shows it; what it does not name is as it was, and steps back. */
export type Compared = {
  /** Items of the pictures, `state.new` or `way.new>assigned`, and what is on a way; see {@link rowItem}. */
  readonly items: ReadonlyMap<string, Difference>;
  /** What the change is about that somebody is at. The first of them is brought into view. */
  readonly here: readonly string[];
};

/** How a part of the picture stands out in a comparison. */
export type ComparedMark = Difference | "same";

/** How an item stands out; undefined while nothing is compared. */
export function comparedMark(
  compared: Compared | null | undefined,
  item: string,
): ComparedMark | undefined {
  return compared ? (compared.items.get(item) ?? "same") : undefined;
}

/** One transition on one way. */
export function rowItem(way: string, transition: string): string {
  return `way.${way} ${transition}`;
}
