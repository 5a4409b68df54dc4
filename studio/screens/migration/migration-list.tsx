import { Button, Progress } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useNavigate } from "react-router";
import type { Migration, MigrationStep } from "../../../engine/protocol/migration.js";
import { keys } from "../../api/keys.js";
import { migrationsQuery, stepMigration } from "../../api/migrations.js";
import { ProblemNote } from "../../ui/notes.js";
import { fullTime } from "../../ui/time.js";
import { movingWords as say } from "../../words/moving.js";
import list from "../admin/admin.module.css";
import classes from "./migration.module.css";

/** Cases that were or are being moved, with the buttons to let that go on, rest, end, or be taken back; nothing before the first. */
export function MigrationList() {
  const { data = [] } = useQuery(migrationsQuery);
  const client = useQueryClient();
  const moved = data.reduce((sum, { counts }) => sum + counts.moved, 0);
  useEffect(() => {
    // Which release the open cases follow stands beside it.
    void client.invalidateQueries({ queryKey: keys.releases });
  }, [client, moved]);
  if (data.length === 0) return null;
  return (
    <section>
      <div className={list.head}>
        <h2>{say.list}</h2>
      </div>
      <ul className={list.list}>
        {data.map((migration) => (
          <li key={migration.id} className={list.line}>
            <Line
              migration={migration}
              takenBack={data.some(({ undoes }) => undoes === migration.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({
  migration,
  takenBack,
}: {
  readonly migration: Migration;
  readonly takenBack: boolean;
}) {
  const { id, workflow, from, to, reason, by, at, standing, counts } = migration;
  const client = useQueryClient();
  const navigate = useNavigate();
  const stepping = useMutation({
    mutationFn: (step: MigrationStep) => stepMigration(id, step),
    onSettled: () => client.invalidateQueries({ queryKey: keys.migrations }),
  });
  const step = (label: string, what: MigrationStep) => (
    <Button
      key={what}
      variant="default"
      loading={stepping.isPending}
      onClick={() => stepping.mutate(what)}
    >
      {label}
    </Button>
  );
  const decided = counts.moved + counts.refused + counts.closed;
  const all = decided + counts.waiting;
  const isOver = standing === "done";
  return (
    <>
      <div className={list.grow}>
        <span className={list.name}>
          {workflow.name} · {say.line(from, to)} · {say.standing[standing]}
          {takenBack ? ` · ${say.takenBack}` : ""}
        </span>
        <span>{reason}</span>
        <p className={list.quiet}>{countWords(migration)}</p>
        {isOver ? null : (
          <Progress
            value={all === 0 ? 0 : (100 * decided) / all}
            aria-label={say.progress(workflow.name)}
          />
        )}
        {stepping.isError ? <ProblemNote error={stepping.error} /> : null}
      </div>
      <span className={list.quiet}>
        {by.name} · <time dateTime={at}>{fullTime(at)}</time>
      </span>
      <span className={classes.buttons}>
        {standing === "moving" ? step(say.rest, "rest") : null}
        {standing === "resting"
          ? [
              ...(migration.wave === null ? [] : [step(say.nextWave, "next_wave")]),
              step(say.goOn, "all"),
              step(say.end, "end"),
            ]
          : null}
        {isOver && counts.moved > 0 && !takenBack ? (
          <Button
            variant="default"
            onClick={() => {
              const back = { workflow: workflow.id, to: String(from), undoes: id };
              const query = new URLSearchParams(back).toString();
              void navigate(`/admin/releases/${String(to)}?${query}`);
            }}
          >
            {say.takeBack}
          </Button>
        ) : null}
      </span>
    </>
  );
}

function countWords({ counts }: Migration): string {
  return (["moved", "refused", "closed", "waiting"] as const)
    .filter((what) => what === "moved" || counts[what] > 0)
    .map((what) => say.counts[what](counts[what]))
    .join(", ");
}
