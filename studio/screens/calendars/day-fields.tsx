import { TextInput } from "@mantine/core";
import { dateSchema } from "../../../engine/definition/calendar.js";
import { calendarWords as say } from "../../words/calendars.js";

/** What is wrong with a day that is being made or changed. */
export type DayTrouble = keyof typeof say.trouble;

const DATE = new RegExp(dateSchema.pattern ?? "");

/** The first thing that is wrong with a day, or null. */
export function dayTrouble(
  { name, date }: { readonly name: string; readonly date: string },
  /** The day as it would be named: of one year, or of every year. */
  day: string,
  /** The days that are there already. */
  taken: readonly string[],
): DayTrouble | null {
  if (!DATE.test(date)) return "dateNeeded";
  if (taken.includes(day)) return "taken";
  return name.trim() === "" ? "nameNeeded" : null;
}

/** The name and the date of a day that is not like others. */
export function DayFields({
  name,
  date,
  trouble,
  onChange,
}: {
  readonly name: string;
  readonly date: string;
  readonly trouble: DayTrouble | null;
  readonly onChange: (change: { readonly name?: string; readonly date?: string }) => void;
}) {
  const isName = trouble === "nameNeeded";
  const said = trouble === null ? null : say.trouble[trouble];
  return (
    <>
      <TextInput
        type="date"
        label={say.date}
        withAsterisk
        error={isName ? null : said}
        value={date}
        onChange={({ currentTarget: { value } }) => onChange({ date: value })}
      />
      <TextInput
        label={say.dayName}
        withAsterisk
        maxLength={120}
        error={isName ? said : null}
        value={name}
        onChange={({ currentTarget: { value } }) => onChange({ name: value })}
      />
    </>
  );
}
