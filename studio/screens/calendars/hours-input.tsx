import { ActionIcon, TextInput } from "@mantine/core";
import { useState } from "react";
import { Icon } from "../../ui/icons.js";
import { calendarWords as say } from "../../words/calendars.js";
import classes from "./calendars.module.css";
import { fieldsOf, hoursOf, hoursText } from "./hours.js";

/** Hours of a day: from one time to another. What is half typed stands as it is, and counts once it is a time. */
export function HoursInput({
  of,
  place,
  hours,
  isWrong,
  onChange,
  onRemove,
}: {
  /** Name of the day. */
  readonly of: string;
  /** Which hours of the day they are, from 0. */
  readonly place: number;
  readonly hours: string;
  readonly isWrong: boolean;
  readonly onChange: (hours: string) => void;
  readonly onRemove: () => void;
}) {
  const [typed, setTyped] = useState<ReturnType<typeof fieldsOf> | null>(null);
  const [from, to] = typed ?? fieldsOf(hours);
  const take = (fields: ReturnType<typeof fieldsOf>) => {
    const next = hoursOf(fields);
    setTyped(next === null ? fields : null);
    if (next !== null) onChange(next);
  };
  const shared = { type: "time", error: isWrong, onBlur: () => setTyped(null) };
  return (
    <div className={classes.hours}>
      <TextInput
        {...shared}
        aria-label={say.from(of, place)}
        value={from}
        onChange={({ currentTarget: { value } }) => take([value, to])}
      />
      <span aria-hidden>–</span>
      <TextInput
        {...shared}
        aria-label={say.to(of, place)}
        title={say.midnight}
        value={to}
        onChange={({ currentTarget: { value } }) => take([from, value])}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={say.removeHours(of, hoursText(hours))}
        onClick={onRemove}
      >
        <Icon name="cross" size={16} />
      </ActionIcon>
    </div>
  );
}
