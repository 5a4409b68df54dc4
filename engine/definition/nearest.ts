/** The word of a list that differs least from a mistyped one (edit distance); the earlier one wins a tie. */
export function nearest(word: string, words: readonly string[]): string {
  const ranked = words.map((each) => ({ each, distance: editDistance(word, each) }));
  return ranked.toSorted((a, b) => a.distance - b.distance)[0]?.each ?? "";
}

/** Letters to insert, delete or replace to get from one word to the other (Levenshtein). */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of Array.from(from).entries()) {
    const next = [i + 1];
    for (let j = 1; j < row.length; j += 1) {
      const replace = (row[j - 1] ?? 0) + (letter === to[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
