/** A break: what stands in a file, what stands there instead, and the test that must notice. */
export type Mutant = {
  readonly name: string;
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly test: string;
  readonly title: string;
  /** Where the test runs; `servers` when left out. */
  readonly project?: "pure" | "alone";
};
