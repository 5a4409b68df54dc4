import type { CaseReplay, CourseView } from "../../../engine/protocol/case-replay.js";
import type { ReplayChange } from "../../../engine/protocol/replay.js";
import { replayWords } from "../../words/replay.js";
import { nameOf } from "../workflow/names.js";
import { type Compared, namedChange, subjectOf } from "./change-names.js";

const say = replayWords.cases;

/** One way in which cases would have gone otherwise: `would be late for “First response”`. */
export function caseChangeWords(
  compared: Compared,
  workflow: string,
  change: ReplayChange,
): string {
  const [kind = "", id = ""] = change.what.split(".");
  const { would } = say;
  const before = subjectOf(compared, workflow, "published");
  if (kind === "action") return would.refused(before ? nameOf.transition(before, id) : id);
  if (kind === "promise") {
    const subject = subjectOf(compared, workflow, change.to === null ? "published" : "body");
    const clock = subject ? nameOf.clock(subject, id) : id;
    if (change.to === null) return would.gone(clock);
    if (change.to === "late") return would.late(clock);
    return change.from === null ? would.made(clock) : would.kept(clock);
  }
  const { what, from, to } = namedChange(compared, workflow, change);
  return kind === "state" ? would.state(to, from) : would.other(what, to, from);
}

/** The whole replay of cases in one sentence: `312 tickets replayed, 9 different: 6 would be late for “First response”`. */
export function casesSentence(compared: Compared, replay: CaseReplay): string {
  const parts = [
    ...replay.groups
      .slice(0, MAX_TOLD)
      .map((group) => say.many(group.n, caseChangeWords(compared, group.workflow, group))),
    ...(replay.missed > 0 ? [replayWords.missed(replay.missed)] : []),
  ];
  const said = say.said(replay);
  return parts.length === 0 ? `${said}.` : `${said}: ${parts.join(", ")}.`;
}

/** A sentence stays one. */
const MAX_TOLD = 3;

/** What happened at a step of a course, in the names of the release that it is played under. */
export function stepWords(
  compared: Compared,
  { workflow, which }: { readonly workflow: string; readonly which: keyof Compared },
  { type, what, transition }: CourseView["steps"][number],
): string {
  const subject = subjectOf(compared, workflow, which);
  if (!subject) return what ?? type;
  if (transition !== null) return nameOf.transition(subject, transition);
  if (type === "decided" && what !== null) return say.steps.decided(nameOf.ruleSet(subject, what));
  if (type === "acted" && what !== null) return nameOf.transition(subject, what);
  if (what !== null) return say.steps.clock(nameOf.clock(subject, what));
  return type === "created" || type === "message_received" ? say.steps[type] : say.steps.other;
}
