import type { ContributedOperators } from "../definition/conditions/contributed.js";
import type { ReleaseBody } from "../definition/release.js";
import type { Expectation, Scenario } from "../definition/scenario.js";
import type { Turn } from "../interpreter/index.js";
import { expected, seenIn } from "./expectation.js";
import { newSession, played, type Session } from "./session.js";

/** What a step expects, and the same members of what came of it: equal if the scenario holds. */
export type StepResult = {
  readonly step: string;
  readonly expected: Expectation;
  readonly seen: Expectation;
  readonly turn: Turn;
};

/** Everything that came of a scenario, up to a step that does not fit where the case is, if there is one. */
export type ScenarioRun = {
  readonly results: readonly StepResult[];
  readonly session: Session;
  readonly stuck?: { readonly step: number; readonly why: string };
};

/** 2 March 2026, nine o'clock in Nairobi: a plain Monday. */
export const USUAL_BEGINNING = Date.UTC(2026, 2, 2, 6);

/** Plays a scenario; undefined when the release does not have its workflow. */
export function runScenario(
  scenario: Omit<Scenario, "kind" | "spec">,
  release: ReleaseBody,
  operators?: ContributedOperators,
): ScenarioRun | undefined {
  const about = { begins: beginningOf(scenario), caseId: "T-1" };
  let session = newSession(
    release,
    scenario.workflow,
    operators === undefined ? about : { ...about, operators },
  );
  if (session === undefined) return undefined;
  const results: StepResult[] = [];
  for (const [place, { expect, ...move }] of scenario.steps.entries()) {
    const next = played(session, move);
    if ("unfit" in next) return { results, session, stuck: { step: place, why: next.unfit } };
    session = next.session;
    const { turn } = session.moments.at(-1) as Session["moments"][number];
    const step = `${String(place + 1)} ${turn.event.type}`;
    results.push({ step, expected: expected(expect), seen: seenIn(session, expect), turn });
  }
  return { results, session };
}

/** When a scenario begins, in epoch milliseconds. */
export function beginningOf({ begins }: Pick<Scenario, "begins">): number {
  return begins === undefined ? USUAL_BEGINNING : Date.parse(begins);
}
