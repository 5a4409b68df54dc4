import { Button, Checkbox, Radio, TextInput } from "@mantine/core";
import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import type { ParkedCase } from "../../../engine/protocol/case-repair.js";
import { repairQuery } from "../../api/stuck.js";
import { stuckWords as say } from "../../words/stuck.js";
import { StuckLine } from "./line.js";
import { type Chosen, planOf, type Way } from "./plan.js";
import classes from "./stuck.module.css";
import type { Running } from "./use-repairs.js";

const WAYS = ["retry", "reload", "skip"] as const satisfies readonly Way[];

/** Shorter than this no reason tells anybody anything. */
const SHORTEST_REASON = 3;

/** Which tickets are to be repaired and how, what that would do for each, and doing it. */
export function Mending({
  items,
  running,
  onRepair,
}: {
  readonly items: readonly ParkedCase[];
  readonly running: Running | null;
  readonly onRepair: (cases: readonly Chosen[], how: Way, reason: string) => Promise<void>;
}) {
  const [how, setHow] = useState<Way>("retry");
  const [reason, setReason] = useState("");
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = items.map((item) => item.case.id).filter((id) => ticked.has(id));
  const looked = useQueries({ queries: chosen.map((id) => repairQuery(id)) });
  const previews = chosen.map((id, place) => ({ id, repair: looked[place]?.data ?? null }));
  const errors = new Map(chosen.map((id, place) => [id, looked[place]?.error ?? null]));
  const plan = planOf(previews, how);
  const tick = (id: string, isOn: boolean) => {
    const next = new Set(ticked);
    if (isOn) next.add(id);
    else next.delete(id);
    setTicked(next);
  };
  const start = () => {
    void onRepair(plan.cases, how, reason.trim()).then(() => setTicked(new Set()));
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
      <div className={classes.go}>
        <p role="status" className={classes.plan}>
          {running
            ? say.going(running.done, running.of)
            : chosen.length === 0
              ? say.pick
              : plan.isKnown
                ? say.plan(plan.cases.length, plan.cannot)
                : say.looking}
        </p>
        <Button
          disabled={plan.cases.length === 0 || !plan.isKnown || lacksReason}
          loading={running !== null}
          onClick={start}
        >
          {say.go(say.ways[how], plan.cases.length)}
        </Button>
      </div>
    </>
  );
}
