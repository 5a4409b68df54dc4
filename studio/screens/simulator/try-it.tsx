import { Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { lazy, Suspense, useMemo, useState } from "react";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { WorkflowTest } from "../../../engine/definition/scenario.js";
import {
  backTo,
  newSession,
  nowIn,
  playedWithRules,
  replayed,
  runScenario,
  runTests,
  stateIn,
  type TestRun,
  type Move,
  type Session,
} from "../../../engine/simulate/index.js";
import type { CaseGraph } from "../../canvas/graph.js";
import type { Axis } from "../../canvas/plane.js";
import type { Selection } from "../../canvas/selection.js";
import type { Trail } from "../../nodes/trail.js";
import { Icon } from "../../ui/icons.js";
import { Empty } from "../../ui/notes.js";
import { ChoicesProvider } from "../../ui/schema-form/choices.js";
import { fullTime } from "../../ui/time.js";
import { Waiting } from "../../ui/waiting.js";
import { mapWords } from "../../words/map.js";
import { simulatorWords } from "../../words/simulator.js";
import { marksOf } from "../workflow/marks.js";
import { nameOf, type Subject } from "../workflow/names.js";
import { Acting } from "./acting.js";
import { choicesIn, personName } from "./people.js";
import { Clocks } from "./clocks.js";
import { Opening } from "./opening.js";
import { Outside } from "./outside.js";
import { PatientPhone } from "./patient-phone.js";
import classes from "./simulator.module.css";
import { Story } from "./story.js";
import { TestsCard } from "./tests-card.js";
import { coverageOf, trailOf } from "./trail.js";

const FlowMap = lazy(async () => ({
  default: (await import("../../canvas/flow-map.js")).FlowMap,
}));

type TryItProps = {
  readonly body: ReleaseBody;
  /** Keeps a test with the workflow; null for those who may not. */
  readonly onKeep: ((test: WorkflowTest) => void) | null;
  readonly subject: Subject;
  readonly graph: CaseGraph;
  readonly axis: Axis;
  readonly selected: Selection | null;
  readonly onChoose: (selection: Selection) => void;
  /** A story that has happened already when somebody comes to try. */
  readonly told?: Omit<WorkflowTest, "name">;
};

/**
 * A workflow tried in the browser on the interpreter, rules and texts that real cases use. When the definition changes
 * meanwhile, what has been done is done again on the new one, as far as it fits.
 */
export function TryIt(props: TryItProps) {
  const { body, subject } = props;
  const [kept, keep] = useState(() => toldIn(props) ?? begun(body, subject));
  const { effects } = subject;
  const session = useMemo(() => {
    const now = kept && kept.release !== body ? replayed(kept, body) : kept;
    return now && effects ? { ...now, effects } : now;
  }, [kept, body, effects]);
  const runs = useTests(body, subject.workflow.id);
  if (!session) return <Empty icon="map" title={mapWords.unknown} />;
  return <Tried {...props} session={session} runs={runs} onChange={keep} />;
}

/** How the tests of a workflow come out, run again whenever its definition rests; null where a browser cannot run them. */
function useTests(body: ReleaseBody, id: string): readonly TestRun[] | null {
  const [rested] = useDebouncedValue(body, PAUSE_MS);
  return useMemo(() => {
    const workflow = rested.workflows.find((one) => one.id === id);
    return workflow ? runTests(workflow, rested) : null;
  }, [rested, id]);
}

function Tried({
  onKeep,
  subject,
  graph,
  axis,
  selected,
  session,
  runs,
  onChoose,
  onChange,
}: TryItProps & {
  readonly session: Session;
  readonly runs: readonly TestRun[] | null;
  readonly onChange: (session: Session) => void;
}) {
  const [showing, setShowing] = useState<Trail["of"]>("case");
  const trail = useMemo(
    () => (showing === "tests" && runs ? coverageOf(runs) : trailOf(session)),
    [showing, runs, session],
  );
  const play = (move: Move) => {
    const next = playedWithRules(session, move);
    if ("session" in next) onChange(next.session);
  };
  const state = stateIn(session);
  const choices = useMemo(() => choicesIn(subject), [subject]);
  const shared = { subject, session, onPlay: play };
  return (
    <ChoicesProvider value={choices}>
      <div className={classes.screen}>
        <Head subject={subject} session={session} onChange={onChange} />
        <div className={classes.parts}>
          <div className={classes.doing}>
            {state === null ? (
              <Opening {...shared} onBegin={(begins) => onChange(begunAt(session, begins))} />
            ) : (
              <>
                <Acting {...shared} />
                <Outside {...shared} />
                <Clocks subject={subject} session={session} onChange={onChange} />
              </>
            )}
          </div>
          <PatientPhone {...shared} />
          <div className={classes.seeing}>
            <Suspense fallback={<Waiting />}>
              <Picture {...{ subject, graph, axis, selected, trail, onChoose }} />
            </Suspense>
            <Story
              subject={subject}
              session={session}
              onBack={(moments) => onChange(backTo(session, moments))}
            />
            <TestsCard
              {...{ subject, session, runs, onKeep }}
              isShown={showing === "tests"}
              onShow={(isShown) => setShowing(isShown ? "tests" : "case")}
            />
          </div>
        </div>
      </div>
    </ChoicesProvider>
  );
}

function Head({
  subject,
  session,
  onChange,
}: {
  readonly subject: Subject;
  readonly session: Session;
  readonly onChange: (session: Session) => void;
}) {
  const { moments } = session;
  const state = stateIn(session);
  const words = simulatorWords;
  return (
    <div className={classes.head}>
      <div className={classes.where}>
        <p className={classes.lead}>{words.lead}</p>
        <p role="status" className={classes.now}>
          <strong>
            {state === null
              ? words.notOpen
              : words.where(
                  nameOf.state(subject, state.state),
                  nameOf.queue(subject, state.queue),
                  state.priority,
                )}
          </strong>
          {state === null || state.assignee === null ? null : (
            <span>{words.assigned(personName(subject, state.assignee))}</span>
          )}
          <span>
            {words.now}: {fullTime(new Date(nowIn(session)).toISOString())}
          </span>
        </p>
      </div>
      <Button
        variant="default"
        leftSection={<Icon name="undo" />}
        disabled={moments.length === 0}
        onClick={() => onChange(backTo(session, stepBefore(session)))}
      >
        {words.back}
      </Button>
      <Button
        variant="default"
        leftSection={<Icon name="refresh" />}
        disabled={moments.length === 0}
        onClick={() => onChange(backTo(session, 0))}
      >
        {words.restart}
      </Button>
    </div>
  );
}

function Picture({
  subject,
  graph,
  axis,
  selected,
  trail,
  onChoose,
}: Omit<TryItProps, "body" | "onKeep" | "told"> & { readonly trail: Trail | null }) {
  const marks = useMemo(() => marksOf(subject), [subject]);
  const content = {
    marks,
    counts: undefined,
    nameOf: (id: string) => nameOf.state(subject, id),
    selected,
    trail,
    onChoose,
    edit: null,
  };
  return (
    <FlowMap
      name={mapWords.picture(subject.workflow.name)}
      graph={graph}
      content={content}
      axis={axis}
      given={subject.workflow.layout}
    />
  );
}

/** How many moments there were before the last thing that somebody did: what rules answered by themselves goes with it. */
function stepBefore({ moments }: Session): number {
  const last = moments.findLastIndex(({ move }) => !("decided" in move));
  return Math.max(0, last);
}

/** A definition that nobody has changed for so long rests. */
const PAUSE_MS = 400;

const MINUTE_MS = 60_000;

function begun(body: ReleaseBody, { workflow }: Subject): Session | undefined {
  const begins = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  return newSession(body, workflow.id, { begins, caseId: `${workflow.subject.prefix}-1` });
}

/** A story as far as it comes with this release. */
function toldIn({ told, body, subject }: TryItProps): Session | undefined {
  if (told === undefined) return undefined;
  const { id: workflow, name } = subject.workflow;
  return runScenario({ ...told, name, workflow }, body)?.session;
}

/** A session in which nothing has happened, with its calendars laid out from another beginning. */
function begunAt(session: Session, begins: number): Session {
  const { release, workflow } = session;
  return newSession(release, workflow.id, { ...session, begins }) ?? session;
}
