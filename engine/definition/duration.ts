const PARTS = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Milliseconds of a fixed-length ISO 8601 duration (`PT4H`, `P2D`; a day is 24 hours); NaN when it is none. */
export function durationMs(duration: string): number {
  const found = PARTS.exec(duration);
  if (!found) return NaN;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
