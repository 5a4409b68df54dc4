import { Button, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import type { MigrationPlan } from "../../../engine/protocol/migration.js";
import { releasesQuery } from "../../api/admin.js";
import { keys } from "../../api/keys.js";
import { migrationPlanQuery, releaseBodyQuery, startMigration } from "../../api/migrations.js";
import { ProblemNote } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { Waiting } from "../../ui/waiting.js";
import { movingWords as say } from "../../words/moving.js";
import { groupsOf } from "./groups.js";
import { MappingCard, type Said } from "./mapping.js";
import classes from "./migration.module.css";

/** Cases after which a migration rests unless somebody says otherwise. */
const WAVE = 50;

/** Moving the open cases of one release to another: where to, what becomes of what, what would happen, and then that it does. */
export function MoveCases({ from }: { readonly from: number }) {
  const [asked] = useSearchParams();
  const releases = useQuery(releasesQuery);
  const body = useQuery(releaseBodyQuery(from));
  const others = releases.data?.filter(({ number }) => number !== from) ?? [];
  const [workflow, setWorkflow] = useState(asked.get("workflow"));
  const [to, setTo] = useState(Number(asked.get("to") ?? 0));
  const undoes = asked.get("undoes");
  if (releases.isPending || body.isPending) return <Waiting />;
  if (!releases.data || !body.data)
    return <ProblemNote error={releases.error ?? body.error} onRetry={() => void body.refetch()} />;
  const chosen = workflow ?? body.data.workflows[0]?.id ?? "";
  const target = to === 0 ? (others[0]?.number ?? from) : to;
  return (
    <div className={classes.page}>
      <div>
        <Link to="/admin/releases">{say.back}</Link>
      </div>
      <h2>{say.title(from)}</h2>
      <p>{say.lead}</p>
      <div className={classes.rows}>
        <NativeSelect
          label={say.workflow}
          value={chosen}
          disabled={undoes !== null}
          data={body.data.workflows.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={({ currentTarget: { value } }) => setWorkflow(value)}
        />
        <NativeSelect
          label={say.target}
          value={String(target)}
          disabled={undoes !== null}
          data={others.map(({ number, reason }) => ({
            ...{ value: String(number), label: say.release(number, reason) },
          }))}
          onChange={({ currentTarget: { value } }) => setTo(Number(value))}
        />
      </div>
      <Planned
        key={`${chosen} ${String(target)}`}
        ends={{ workflow: chosen, from, to: target, ...(undoes === null ? {} : { undoes }) }}
      />
    </div>
  );
}

type Ends = {
  readonly workflow: string;
  readonly from: number;
  readonly to: number;
  readonly undoes?: string;
};

function Planned({ ends }: { readonly ends: Ends }) {
  const [said, setSaid] = useState<Said>({ states: {}, fields: {} });
  const request = { ...ends, states: { ...said.states }, fields: { ...said.fields } };
  const plan = useQuery(migrationPlanQuery(request));
  if (plan.isPending) return <Waiting />;
  if (!plan.data) return <ProblemNote error={plan.error} onRetry={() => void plan.refetch()} />;
  if (plan.data.cases.length === 0) return <p>{say.none}</p>;
  return (
    <>
      {plan.isError ? <ProblemNote error={plan.error} /> : null}
      {plan.data.lost.length > 0 ? <p>{say.lost(plan.data.lost.join(", "))}</p> : null}
      <MappingCard plan={plan.data} said={said} onSay={setSaid} />
      <section className={classes.part} aria-live="polite">
        <h3>{say.would}</h3>
        <Groups plan={plan.data} />
      </section>
      <Start request={request} movable={plan.isFetching ? 0 : plan.data.movable} />
    </>
  );
}

function Groups({ plan }: { readonly plan: MigrationPlan }) {
  return (
    <ul className={classes.groups}>
      {groupsOf(plan).map(({ sentence, ids }) => (
        <li key={sentence} className={classes.group}>
          <p>{sentence}</p>
          <details>
            <summary>{say.show}</summary>
            <ul className={classes.ids}>
              {ids.map((id) => (
                <li key={id}>
                  <a href={`/app/cases/${id}`}>{id}</a>
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
    </ul>
  );
}

type Request = Parameters<typeof startMigration>[0];

function Start({
  request,
  movable,
}: {
  readonly request: Omit<Request, "reason">;
  readonly movable: number;
}) {
  const [reason, setReason] = useState("");
  const [wave, setWave] = useState<number | null>(WAVE);
  const [isMissing, setMissing] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const starting = useMutation({
    mutationFn: startMigration,
    onSuccess: async () => {
      toast("done", say.started);
      await client.invalidateQueries({ queryKey: keys.migrations });
      await navigate("/admin/releases");
    },
  });
  const start = () => {
    setMissing(reason.trim() === "");
    if (reason.trim() === "") return;
    starting.mutate({ ...request, reason: reason.trim(), ...(wave === null ? {} : { wave }) });
  };
  return (
    <form
      className={classes.page}
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <TextInput
        label={say.reason}
        value={reason}
        maxLength={500}
        error={isMissing ? say.reasonNeeded : null}
        onChange={({ currentTarget: { value } }) => setReason(value)}
      />
      <NumberInput
        label={say.wave}
        description={say.waveHint}
        value={wave ?? ""}
        min={1}
        max={10_000}
        allowDecimal={false}
        hideControls
        onChange={(value) => setWave(typeof value === "number" ? value : null)}
      />
      {starting.isError ? <ProblemNote error={starting.error} /> : null}
      <div className={classes.buttons}>
        <Button type="submit" loading={starting.isPending} disabled={movable === 0}>
          {say.start(movable)}
        </Button>
      </div>
    </form>
  );
}
