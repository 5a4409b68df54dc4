/** A number with its noun: `1 ticket`, `3 tickets`. */
export function count(n: number, one: string, many: string): string {
  return `${String(n)} ${n === 1 ? one : many}`;
}
