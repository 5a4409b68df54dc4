import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Workload } from "../../../engine/protocol/workload.js";
import { queuesQuery } from "../../api/cases.js";
import { workloadQuery } from "../../api/work.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { LoadBar, StandingMark } from "../../ui/standing.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";
import { counted, roomFirst } from "./order.js";
import classes from "./team.module.css";

/** Who has how much to do, who is full, and who is not there. */
export function Team() {
  const mayRead = useMay("user.read");
  if (!mayRead) return <Empty icon="lock" title={words.work.team.forbidden} level={1} />;
  return <Everybody />;
}

function Everybody() {
  const workload = useQuery(workloadQuery);
  const queues = useQuery(queuesQuery).data;
  const [queue, setQueue] = useState("");
  const names = new Map(
    [...(queues?.items ?? []), ...(queues?.elsewhere ?? [])].map(({ id, name }) => [id, name]),
  );
  const people = workload.data?.filter((one) => queue === "" || one.queues.includes(queue));
  const giving = queues?.items.filter(({ gives }) => gives) ?? [];
  return (
    <>
      <div className={classes.head}>
        <div>
          <ScreenHeading title={words.work.team.title} className={classes.title} />
          <p className={classes.lead}>{words.work.team.lead}</p>
        </div>
        {giving.length === 0 ? null : (
          <NativeSelect
            aria-label={words.work.team.which}
            value={queue}
            data={[
              { value: "", label: words.work.team.everybody },
              ...giving.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => setQueue(event.currentTarget.value)}
          />
        )}
      </div>
      {people ? (
        <People people={people} names={names} />
      ) : workload.isError ? (
        <ProblemNote error={workload.error} onRetry={() => void workload.refetch()} />
      ) : (
        <Waiting />
      )}
    </>
  );
}

function People({
  people,
  names,
}: {
  readonly people: readonly Workload[];
  readonly names: ReadonlyMap<string, string>;
}) {
  if (people.length === 0)
    return (
      <Empty icon="people" title={words.work.team.none}>
        {words.work.team.noneText}
      </Empty>
    );
  const parts = counted(people).map(([status, number]) => words.work.team.counted[status](number));
  return (
    <>
      <p className={classes.sum} role="status">
        {words.work.team.sum(parts)}
      </p>
      <ul className={classes.people} role="list">
        {roomFirst(people).map((person) => (
          <li key={person.id} className={classes.person}>
            <span className={classes.who}>
              <span className={classes.name}>{person.name}</span>
              <span className={classes.quiet}>
                {person.queues.length === 0
                  ? words.work.team.takes
                  : words.work.team.given(person.queues.map((id) => names.get(id) ?? id))}
              </span>
            </span>
            <span className={classes.load}>
              <LoadBar load={person.load} capacity={person.capacity} />
            </span>
            <span className={classes.standing}>
              <StandingMark status={person.status} until={person.until} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
