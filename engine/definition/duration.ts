const PARTS = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Milliseconds of a day around the clock. */
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Milliseconds of a fixed-length ISO 8601 duration (`PT4H`, `P2D`); NaN when it is none.
 * @param dayMs what one day stands for; a working day is shorter than 24 hours
 */
export function durationMs(duration: string, dayMs: number = DAY_MS): number {
  const found = PARTS.exec(duration);
  if (!found) return NaN;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return days * dayMs + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
