/** Units of a duration, the longest first. */
export const UNITS = ["D", "H", "M", "S"] as const;
export type Unit = (typeof UNITS)[number];

/** So much of one unit. */
export type DurationPart = { readonly amount: number; readonly unit: Unit };

const PARTS = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * A duration as people fill it in: `PT90M` is 90 minutes, `P1DT2H` a day and 2 hours. Nothing is reckoned over, since a day of
 * a calendar is a working day. Empty for what is no duration.
 */
export function durationParts(duration: string): readonly DurationPart[] {
  const found = PARTS.exec(duration)?.slice(1) ?? [];
  return UNITS.flatMap((unit, place) => {
    const amount: string | undefined = found[place];
    return amount === undefined ? [] : [{ amount: Number(amount), unit }];
  });
}

/** The ISO 8601 duration of parts; those of one unit are added up. Undefined without parts. */
export function isoDuration(parts: readonly DurationPart[]): string | undefined {
  if (parts.length === 0) return undefined;
  const text = (unit: Unit) => {
    const mine = parts.filter((part) => part.unit === unit);
    const sum = mine.reduce((all, { amount }) => all + amount, 0);
    return mine.length === 0 ? "" : `${String(sum)}${unit}`;
  };
  const time = `${text("H")}${text("M")}${text("S")}`;
  return `P${text("D")}${time === "" ? "" : `T${time}`}`;
}
