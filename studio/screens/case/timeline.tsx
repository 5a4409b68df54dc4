import { NativeSelect } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { CaseEventLine } from "../../../engine/protocol/case.js";
import { Icon } from "../../ui/icons.js";
import { ProblemNote } from "../../ui/notes.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";
import { narrowed, signOf, type TimelineFilter } from "./timeline-kinds.js";
import classes from "./timeline.module.css";
import { Told } from "./told.js";

const FILTERS: readonly { readonly value: TimelineFilter; readonly label: string }[] = [
  { value: "all", label: words.timeline.all },
  { value: "people", label: words.timeline.people },
  { value: "messages", label: words.timeline.messages },
  { value: "rules", label: words.timeline.rules },
];

/** Everything that happened to a ticket: who, when, what; the newest first. */
export function Timeline({
  events,
}: {
  readonly events: UseQueryResult<readonly CaseEventLine[]>;
}) {
  const [filter, setFilter] = useState<TimelineFilter>("all");
  if (events.isPending) return <Waiting />;
  if (!events.data) {
    return <ProblemNote error={events.error} onRetry={() => void events.refetch()} />;
  }
  const lines = narrowed(events.data, filter).toReversed();
  return (
    <div className={classes.timeline}>
      <NativeSelect
        label={words.timeline.filter}
        value={filter}
        data={[...FILTERS]}
        className={classes.filter}
        onChange={(event) => setFilter(event.currentTarget.value as TimelineFilter)}
      />
      {lines.length === 0 ? <p className={classes.empty}>{words.timeline.empty}</p> : null}
      <ol className={classes.lines} reversed>
        {lines.map((line) => (
          <Line key={line.turn} line={line} />
        ))}
      </ol>
    </div>
  );
}

function Line({ line }: { readonly line: CaseEventLine }) {
  return (
    <li className={classes.line}>
      <span className={classes.sign}>
        <Icon name={signOf(line)} size={16} />
      </span>
      <Told line={line} />
    </li>
  );
}
