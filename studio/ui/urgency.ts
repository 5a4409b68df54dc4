/** Steps below the most urgent that the sign of a priority can show. */
export const LEAST_URGENT = 4;

/**
 * How far below the most urgent a priority is shown, 0 to {@link LEAST_URGENT}: the first of a kind's priorities is always the
 * most urgent and the last the least, however many it has. The only one is no more urgent than any other.
 * @param levels how many the kind has; undefined as long as nobody knows
 */
export function urgencyOf(rank: number, levels: number | undefined): number {
  if (levels === undefined) return Math.min(rank, LEAST_URGENT);
  if (levels < 2) return LEAST_URGENT;
  return Math.min(LEAST_URGENT, Math.round((rank * LEAST_URGENT) / (levels - 1)));
}
