import { Button } from "@mantine/core";
import type { Moment, Session } from "../../../engine/simulate/index.js";
import { answeredBy } from "../../../rules/explain.js";
import card from "../../ui/card.module.css";
import { fullTime } from "../../ui/time.js";
import { mapWords } from "../../words/map.js";
import { simulatorWords } from "../../words/simulator.js";
import { nameOf, type Subject } from "../workflow/names.js";
import classes from "./simulator.module.css";
import { Why } from "./why.js";

/** Everything that has happened, the newest first, each with what followed and a way back to it. */
export function Story({
  subject,
  session,
  onBack,
}: {
  readonly subject: Subject;
  readonly session: Session;
  /** @param moments how many of them stay */
  readonly onBack: (moments: number) => void;
}) {
  const say = simulatorWords.story;
  const { moments } = session;
  return (
    <section className={card.card} aria-labelledby="simulator-story">
      <h2 id="simulator-story">{say.title}</h2>
      {moments.length === 0 ? <p className={classes.quiet}>{say.empty}</p> : null}
      <ol className={classes.story} reversed>
        {moments
          .map((moment, place) => (
            <li key={place} className={classes.moment}>
              <Told {...{ subject, session, moment, place }} />
              {place === moments.length - 1 ? null : (
                <Button variant="subtle" size="compact-md" onClick={() => onBack(place + 1)}>
                  {say.goBack(place + 1)}
                </Button>
              )}
            </li>
          ))
          .toReversed()}
      </ol>
    </section>
  );
}

function Told({
  subject,
  session,
  moment,
  place,
}: {
  readonly subject: Subject;
  readonly session: Session;
  readonly moment: Moment;
  readonly place: number;
}) {
  const { decision, turn } = moment;
  const iso = new Date(turn.event.at).toISOString();
  return (
    <div className={classes.told}>
      <p className={classes.title}>
        <span className={classes.number}>{place + 1}</span> {titleOf(subject, moment)}
      </p>
      {followedFrom(subject, moment, session.moments[place - 1]).map((line) => (
        <p key={line} className={classes.quiet}>
          {line}
        </p>
      ))}
      {decision ? <Why subject={subject} decision={decision} /> : null}
      <time dateTime={iso} className={classes.quiet}>
        {fullTime(iso)}
      </time>
    </div>
  );
}

/** What happened, in a line. */
function titleOf(subject: Subject, { move, decision }: Moment): string {
  const say = simulatorWords.story;
  if ("created" in move) {
    const { as } = move.created;
    return as === undefined ? say.created : say.createdBy(nameOf.role(subject, as));
  }
  if ("message" in move) return say.message;
  if ("acted" in move)
    return say.acted(nameOf.role(subject, move.as), nameOf.transition(subject, move.acted));
  if ("decided" in move) {
    const rules = subject.body.ruleSets.find(({ id }) => id === move.decided);
    const name = nameOf.ruleSet(subject, move.decided);
    return decision && rules ? say.decided(name, answeredBy(decision, rules)) : say.undecided(name);
  }
  if ("due" in move) {
    const clock = nameOf.clock(subject, move.due);
    if (move.mark === undefined) return say.due(clock);
    const mark = subject.workflow.clocks?.[move.due]?.marks?.[move.mark];
    return say.reached(clock, mark?.name ?? move.mark);
  }
  if ("ledger" in move) return say[move.ledger](nameOf.quantity(subject, move.quantity));
  if ("acknowledged" in move)
    return say.acknowledged(nameOf.role(subject, move.as), nameOf.team(subject, move.acknowledged));
  if ("unanswered" in move) return say.unanswered(nameOf.team(subject, move.unanswered));
  if ("undelivered" in move) return say.undelivered(nameOf.template(subject, move.undelivered));
  if ("answered" in move) return say.answered(nameOf.webhook(subject, move.answered));
  if ("unreachable" in move) return say.unreachable(nameOf.webhook(subject, move.unreachable));
  if ("performed" in move) return say.performed(nameOf.effect(subject, move.performed));
  if ("unperformed" in move) return say.unperformed(nameOf.effect(subject, move.unperformed));
  return "given" in move ? say.given(nameOf.role(subject, move.given)) : say.nobodyFree;
}

/** What followed from it: the move of the case, what was sent and asked, or why nothing did. */
function followedFrom(
  subject: Subject,
  { state, turn, refusal }: Moment,
  before: Moment | undefined,
): readonly string[] {
  const say = simulatorWords.story;
  if (refusal !== null) return [say[refusal.code]];
  if (turn.note !== undefined) return [say.nothing];
  const from = before?.state.state ?? state.state;
  const { transition } = turn;
  const moved =
    from === state.state
      ? transition === null
        ? []
        : [say.stayed(nameOf.transition(subject, transition))]
      : [say.moved(nameOf.state(subject, from), nameOf.state(subject, state.state))];
  const effects = turn.effects.flatMap((effect) => {
    if (effect.kind === "send_message")
      return [mapWords.says.send(nameOf.template(subject, effect.template))];
    if (effect.kind === "decide")
      return [mapWords.says.decide(nameOf.ruleSet(subject, effect.rules))];
    if (effect.kind === "alert") {
      const team = mapWords.says.ofTeam(nameOf.team(subject, effect.team));
      return [mapWords.says.alert(effect.level, team)];
    }
    if (effect.kind === "plugin")
      return [mapWords.says.performs(nameOf.effect(subject, effect.name), [])];
    return [];
  });
  return [...moved, ...new Set(effects)];
}
