import { durationMs } from "../../definition/duration.js";
import { readFact, type Facts } from "../../definition/conditions/evaluate.js";
import type { EffectSpec } from "../../definition/workflow.js";
import type { AlertEffect, Effect } from "../effect.js";
import type { CaseProgram } from "../slim.js";
import type { CaseState, OpenAlert } from "../state.js";
import { isStopped, type Moved } from "./clock-time.js";

type AlertSpec = Extract<EffectSpec, { do: "alert" }>;

/** Time between two calls of an alert that does not say. */
const EVERY = "PT5M";

/** How often each tier is called unless the alert says. */
const TIMES = 3;

/** The alert that a specification asks for; null when the case has closed, because nobody is called for it any more. */
export function alertOf(
  spec: AlertSpec,
  state: CaseState,
  { id, facts }: { readonly id: string; readonly facts: Facts },
): AlertEffect | null {
  if (state.status === "closed") return null;
  const named = typeof spec.team === "string" ? spec.team : readFact(facts, spec.team.from);
  return {
    kind: "alert",
    id,
    level: spec.level,
    team: typeof named === "string" ? named : "",
    template: spec.template,
    tier: spec.tier ?? 1,
    everyMs: spec.until === undefined ? null : durationMs(spec.every ?? EVERY),
    times: spec.times ?? TIMES,
    ...(spec.about === undefined ? {} : { about: spec.about }),
    ...(state.drill === undefined ? {} : { drill: state.drill }),
  };
}

/**
 * The case with the alerts of a turn open. A later alert takes over from an open one of the same team and level, and a
 * closed case has none.
 */
export function withAlerts(state: CaseState, effects: readonly Effect[], at: number): CaseState {
  const raised = effects.filter((effect) => effect.kind === "alert");
  if (state.status === "closed")
    return state.alerts === undefined ? state : { ...state, alerts: {} };
  if (raised.length === 0) return state;
  let open = state.alerts ?? {};
  for (const { id, level, team, tier, about } of raised) {
    const others = Object.entries(open).filter(([, other]) => !isSame(other, { level, team }));
    const alert = { level, team, tier, since: at, ...(about === undefined ? {} : { about }) };
    open = Object.fromEntries([...others, [id, alert]]);
  }
  return { ...state, alerts: open };
}

/** The case without the alerts whose clock a transition has stopped: what they were about is done. */
export function withoutDone(program: CaseProgram, state: CaseState, moved: Moved): CaseState {
  const open = Object.entries(state.alerts ?? {});
  const left = open.filter(([, { about }]) => {
    const clock = about === undefined ? undefined : program.clocks?.[about];
    return clock === undefined || !isStopped(clock, moved);
  });
  return left.length === open.length ? state : { ...state, alerts: Object.fromEntries(left) };
}

/** An alert of the case that nobody has acknowledged yet. */
export function openAlert(state: CaseState, id: string): OpenAlert | undefined {
  return state.alerts !== undefined && Object.hasOwn(state.alerts, id)
    ? state.alerts[id]
    : undefined;
}

/** The case without an alert. */
export function withoutAlert(state: CaseState, id: string): CaseState {
  const { [id]: _answered, ...alerts } = state.alerts ?? {};
  return { ...state, alerts };
}

function isSame(open: OpenAlert, raised: Pick<OpenAlert, "level" | "team">): boolean {
  return open.level === raised.level && open.team === raised.team;
}
