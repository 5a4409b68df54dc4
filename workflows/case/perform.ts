import type { Effect, LedgerEffect } from "../../engine/interpreter/effect.js";
import type { CaseActivities } from "./activities.js";
import { anchorIfBusy } from "./anchor.js";
import { call } from "./call.js";
import { deliver } from "./deliver.js";
import { digest } from "./digest.js";
import { askPlugin } from "./plugin.js";
import type { CaseRun, Outstanding } from "./run.js";
import { callSystem } from "./webhook.js";

/** Starts every outstanding effect that is due and not running; what goes to one other case goes one after the other. */
export function startDue(run: CaseRun, activities: CaseActivities, now: number): void {
  if (run.draining || run.parked !== null) return;
  const hearing = new Set<string>();
  for (const outstanding of run.outstanding.values()) {
    const { effect } = outstanding;
    const { id } = effect;
    const waits = effect.kind === "tell" && hearing.has(effect.to);
    if (effect.kind === "tell") hearing.add(effect.to);
    if (waits || outstanding.notBefore > now || run.inFlight.has(id)) continue;
    run.inFlight.add(id);
    run.commanded = true;
    void perform(run, activities, outstanding).finally(() => {
      run.inFlight.delete(id);
      anchorIfBusy(run);
    });
  }
}

/**
 * The earliest instant at which an outstanding effect is to be tried again; null when none waits. What waits to be told
 * waits for the one before it, not for an instant.
 */
export function nextTry(run: CaseRun): number | null {
  const waiting = [...run.outstanding.values()].filter(
    ({ effect }) => !run.inFlight.has(effect.id) && effect.kind !== "tell",
  );
  return waiting.length === 0 ? null : Math.min(...waiting.map(({ notBefore }) => notBefore));
}

async function perform(
  run: CaseRun,
  activities: CaseActivities,
  outstanding: Outstanding,
): Promise<void> {
  const { effect } = outstanding;
  switch (effect.kind) {
    case "decide":
      return decide(run, activities, effect);
    case "send_message":
    case "resend_message":
    case "page":
      return deliver(run, effect, outstanding);
    case "reserve":
    case "use":
    case "release":
      return adjust(run, activities, effect);
    case "alert":
      return call(run, activities, {
        effect,
        attempt: outstanding.attempt,
        notBefore: outstanding.notBefore,
      });
    case "start":
      return start(run, activities, effect);
    case "tell":
      await activities.tell({ caseId: run.input.id, effect });
      run.outstanding.delete(effect.id);
      return;
    case "notify":
      await activities.notify({ caseId: run.input.id, effect });
      run.outstanding.delete(effect.id);
      return;
    case "webhook":
      return callSystem(run, effect, outstanding.attempt);
    case "plugin":
      return askPlugin(run, effect, outstanding.attempt);
    case "join": {
      const { id, workflow } = effect;
      run.outstanding.delete(id);
      digest(run, { type: "children_closed", at: Date.now(), effect: id, workflow });
      return;
    }
    case "return_message":
      await activities.returnMessage({ caseId: run.input.id, message: effect.message });
      run.outstanding.delete(effect.id);
  }
}

async function decide(
  run: CaseRun,
  activities: CaseActivities,
  effect: Extract<Effect, { kind: "decide" }>,
): Promise<void> {
  const { release, id: caseId } = run.input;
  const { outcome } = await activities.decide({ caseId, release, effect });
  run.outstanding.delete(effect.id);
  const { id, entry, rules } = effect;
  digest(run, { type: "decided", at: Date.now(), effect: id, entry, rules, outcome });
}

async function adjust(
  run: CaseRun,
  activities: CaseActivities,
  effect: LedgerEffect,
): Promise<void> {
  const answer = await activities.adjust({ caseId: run.input.id, effect });
  run.outstanding.delete(effect.id);
  if (effect.kind === "release" || answer === "released") return;
  const { id, entry, quantity } = effect;
  digest(run, { type: answer, at: Date.now(), effect: id, entry, quantity });
}

async function start(
  run: CaseRun,
  activities: CaseActivities,
  effect: Extract<Effect, { kind: "start" }>,
): Promise<void> {
  const { id: caseId, program } = run.input;
  const answer = await activities.start({ caseId, workflow: program.id, effect });
  run.outstanding.delete(effect.id);
  const about = { at: Date.now(), effect: effect.id, workflow: effect.workflow };
  if (answer.status === "started")
    digest(run, { ...about, type: "case_started", other: answer.caseId });
  else digest(run, { ...about, type: "case_refused", why: answer.why });
}
