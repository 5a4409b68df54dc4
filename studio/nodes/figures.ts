/** How deep a state is shaded: 0 for nothing, 4 for the most. */
export type Depth = 0 | 1 | 2 | 3 | 4;

/** What a state or a transition shows of the numbers: so short that it fits, and whole for those who hear it. */
export type Figure = { readonly text: string; readonly spoken: string };

/** The numbers that a picture is shaded by. */
export type Figures = {
  /** Whether the number of open cases has its place beside them. */
  readonly withOpen: boolean;
  readonly states: ReadonlyMap<string, Figure & { readonly depth: Depth }>;
  /** By {@link figureKey}. */
  readonly ways: ReadonlyMap<string, Figure>;
};

/** A transition out of one of the states that it begins in. */
export function figureKey(transition: string, from: string): string {
  return `${transition} ${from}`;
}
