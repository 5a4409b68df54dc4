import { Button, Checkbox, NumberInput, Radio, TextInput } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import type { ParkedCase } from "../../../engine/protocol/case-repair.js";
import { MOST_REPAIRED, type RepairWay } from "../../../engine/protocol/repair-run.js";
import { repairQuery } from "../../api/stuck.js";
import { stuckWords as say } from "../../words/stuck.js";
import { ProblemNote } from "../../ui/notes.js";
import { StuckLine } from "./line.js";
import { planOf } from "./plan.js";
import classes from "./stuck.module.css";
import { useStart } from "./use-start.js";

const WAYS = ["retry", "reload", "skip"] as const satisfies readonly RepairWay[];

/** Shorter than this no reason tells anybody anything. */
const SHORTEST_REASON = 3;

/** Which tickets are to be repaired and how, what that would do for each, and doing it. */
export function Mending({
  items,
  onStarted,
}: {
  readonly items: readonly ParkedCase[];
  /** Called once the run is among those that are shown. */
  readonly onStarted: () => void;
}) {
  const [how, setHow] = useState<RepairWay>("retry");
  const [reason, setReason] = useState("");
  const [wave, setWave] = useState<number | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = items.filter((item) => ticked.has(item.case.id));
  const looked = useQueries({ queries: chosen.map((item) => repairQuery(item.case.id)) });
  const previews = chosen.map(({ case: { id }, since }, place) => ({
    ...{ id, since, repair: looked[place]?.data ?? null },
  }));
  const errors = new Map(previews.map(({ id }, place) => [id, looked[place]?.error ?? null]));
  const plan = planOf(previews, how);
  const tick = (id: string, isOn: boolean) => {
    const next = new Set(ticked);
    if (isOn) next.add(id);
    else next.delete(id);
    setTicked(next);
  };
  const starting = useStart(() => {
    setTicked(new Set());
    onStarted();
  });
  const start = () => {
    const said = how === "skip" ? { reason: reason.trim() } : {};
    const rests = wave === null ? {} : { wave };
    starting.mutate({ how, ...said, ...rests, cases: plan.cases });
  };
  const lacksReason = how === "skip" && reason.trim().length < SHORTEST_REASON;
  const all = chosen.length === items.length;
  return (
    <>
      <Radio.Group
        label={say.how}
        description={say.about[how]}
        value={how}
        onChange={(next) => setHow(WAYS.find((way) => way === next) ?? "retry")}
      >
        <div className={classes.ways}>
          {WAYS.map((way) => (
            <Radio key={way} value={way} label={say.ways[way]} />
          ))}
        </div>
      </Radio.Group>
      {how === "skip" ? (
        <TextInput
          required
          label={say.reason}
          description={say.reasonAbout}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
      <div className={classes.list}>
        <Checkbox
          className={classes.all}
          label={say.all(items.length)}
          checked={all}
          indeterminate={!all && chosen.length > 0}
          onChange={() => setTicked(new Set(all ? [] : items.map((item) => item.case.id)))}
        />
        <ul className={classes.lines} aria-label={say.list}>
          {items.map((item) => (
            <StuckLine
              key={item.case.id}
              {...{ item, how }}
              isTicked={ticked.has(item.case.id)}
              repair={previews.find(({ id }) => id === item.case.id)?.repair ?? null}
              error={errors.get(item.case.id) ?? null}
              onTick={(isOn) => tick(item.case.id, isOn)}
            />
          ))}
        </ul>
      </div>
      {chosen.length > 1 ? (
        <NumberInput
          className={classes.wave}
          label={say.wave}
          description={say.waveAbout}
          value={wave ?? ""}
          min={1}
          max={MOST_REPAIRED}
          allowDecimal={false}
          hideControls
          onChange={(value) => setWave(typeof value === "number" ? value : null)}
        />
      ) : null}
      {starting.isError ? <ProblemNote error={starting.error} /> : null}
      <div className={classes.go}>
        <p role="status" className={classes.plan}>
          {chosen.length === 0
            ? say.pick
            : plan.isKnown
              ? say.plan(plan.cases.length, plan.cannot)
              : say.looking}
        </p>
        <Button
          disabled={plan.cases.length === 0 || !plan.isKnown || lacksReason}
          loading={starting.isPending}
          onClick={start}
        >
          {say.go(say.ways[how], plan.cases.length)}
        </Button>
      </div>
    </>
  );
}
