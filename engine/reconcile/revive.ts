import { restartCase } from "../cases/start.js";
import type { EffectTools } from "../effects/tools.js";
import { CURRENT_INTERPRETER } from "../interpreter/index.js";
import { callsOf } from "../store/alert-calls.js";
import { caseDoc } from "../store/cases.js";
import { eventsOf } from "../store/events.js";
import { releaseByNumber } from "../store/releases.js";
import { answeredIn, type CallsMade, type LoggedTurn, outstandingIn } from "./outstanding.js";

/** Turns read in one go. */
const PAGE = 500;

/**
 * Lets a case go on from where MongoDB has it, in the place of what Temporal has of it, if anything: from the state after its last
 * turn, with everything outstanding that its log says was asked for and not answered.
 */
export async function revive(tools: EffectTools, caseId: string): Promise<void> {
  const { store, cases } = tools;
  const doc = await caseDoc(store, caseId);
  if (!doc || doc.turn === 0) return;
  const log = await wholeLog(tools, caseId);
  const release = await releaseByNumber(store, doc.release);
  const workflow = release.body.workflows.find(({ id }) => id === doc.workflow);
  if (!workflow) throw new TypeError(`release ${String(doc.release)} lost a workflow`);
  const { state } = doc;
  const calls = await callsMade(tools, Object.keys(state.alerts ?? {}));
  await restartCase(cases, {
    release,
    workflow,
    interpreter: doc.interpreter === 0 ? CURRENT_INTERPRETER : doc.interpreter,
    snapshot: {
      ...{ state, log: [], held: [], parked: null },
      outstanding: outstandingIn(log, state, calls),
      answered: answeredIn(log),
    },
  });
}

async function wholeLog({ store }: EffectTools, caseId: string): Promise<readonly LoggedTurn[]> {
  const log: LoggedTurn[] = [];
  for (;;) {
    const page = await eventsOf(store, caseId, { after: log.length, limit: PAGE });
    log.push(...page);
    if (page.length < PAGE) return log;
  }
}

async function callsMade({ store }: EffectTools, alerts: readonly string[]): Promise<CallsMade> {
  const calls = await callsOf(store, alerts);
  return new Map(
    calls.map(({ alert, attempt, at }) => [alert, { made: attempt, last: at.getTime() }]),
  );
}
