/** One line of the table: a number with one sample for each repetition. */
export type Row = {
  readonly what: string;
  readonly unit: "×" | "ms" | "µs" | "events" | "bytes" | "KB" | "%";
  readonly samples: readonly number[];
  readonly aim?: { readonly atMost: number } | { readonly atLeast: number };
  /** What stands behind a ratio: absolute numbers, for orientation only. */
  readonly detail: string;
};

/** A group of lines under one heading, with what was compared. */
export type Section = {
  readonly title: string;
  /** How it was measured, in a few sentences. */
  readonly how: string;
  readonly rows: readonly Row[];
};

/** The value below which this share of the samples lie; 0.5 is the median. NaN without samples. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** The value in the middle; the lower one of two. */
export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? NaN;
}

/** Ratios of two series, repetition by repetition. */
export function ratios(ours: readonly number[], theirs: readonly number[]): number[] {
  return ours.map((value, i) => value / (theirs[i] ?? NaN));
}

/** Whether the median reaches the aim; null for a row without one. */
export function isMet({ samples, aim }: Row): boolean | null {
  if (aim === undefined) return null;
  const value = median(samples);
  return "atMost" in aim ? value <= aim.atMost : value >= aim.atLeast;
}
