import { Type, type Static } from "@sinclair/typebox";

/** A length of calendar time, as laws and people count it: years, months, days. The lint checks the range. */
export const keepSchema = Type.String({
  pattern: "^P(?=[0-9])([0-9]{1,3}Y)?([0-9]{1,4}M)?([0-9]{1,5}D)?$",
  examples: ["P6Y", "P18M", "P90D"],
});

/** How long a case is kept after it has ended. */
export const retentionSchema = Type.Object(
  {
    keep: {
      ...keepSchema,
      description:
        "Time after the end of a case for which it is kept; then it can be erased by itself, once an administrator has agreed",
    },
  },
  { additionalProperties: false },
);
export type Retention = Static<typeof retentionSchema>;

/** The parts of a length of calendar time. */
export type Keep = { readonly years: number; readonly months: number; readonly days: number };

/** Reads a length of calendar time such as `P1Y6M`; null when it is none. */
export function readKeep(text: string): Keep | null {
  const found = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(text);
  if (!found) return null;
  const [years = 0, months = 0, days = 0] = found
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return { years, months, days };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The instant until which a case is kept. Never early: where the month has no such day (29 February, 31 April), it is the first of
 * the next.
 * @param endedAt epoch milliseconds, like the answer; counted in UTC
 */
export function keptUntil(endedAt: number, { years, months, days }: Keep): number {
  const ended = new Date(endedAt);
  const month = ended.getUTCMonth() + months;
  const year = ended.getUTCFullYear() + years;
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const midnight = Date.UTC(year, month, Math.min(ended.getUTCDate(), lastDay + 1));
  return midnight + (endedAt - startOfDay(endedAt)) + days * DAY_MS;
}

/** An instant before which whatever is due now has ended; what ended up to four days earlier may not be due yet. */
export function endedBefore(now: number, { years, months, days }: Keep): number {
  const today = new Date(now - days * DAY_MS);
  const month = today.getUTCMonth() - months;
  const [first, day] = [Date.UTC(today.getUTCFullYear() - years, month, 1), today.getUTCDate()];
  return first + day * DAY_MS + 3 * DAY_MS;
}

function startOfDay(at: number): number {
  const day = new Date(at);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate());
}
