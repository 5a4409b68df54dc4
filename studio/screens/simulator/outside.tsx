import { Button } from "@mantine/core";
import { type Move, outsideOf, type Session } from "../../../engine/simulate/index.js";
import card from "../../ui/card.module.css";
import { simulatorWords } from "../../words/simulator.js";
import { nameOf, type Subject } from "../workflow/names.js";
import { Orders } from "./orders.js";
import { rolesIn } from "./people.js";
import classes from "./simulator.module.css";

/** What those outside of the case may answer now: teams that are called, other systems, plugins, what cases share, the network. */
export function Outside({
  subject,
  session,
  onPlay,
}: {
  readonly subject: Subject;
  readonly session: Session;
  readonly onPlay: (move: Move) => void;
}) {
  const role = rolesIn(subject)[0]?.id ?? "";
  const moves = outsideOf(session, role);
  const opensOthers = session.moments.some(({ turn }) =>
    turn.effects.some(({ kind }) => kind === "start"),
  );
  if (moves.length === 0 && !opensOthers) return null;
  const say = simulatorWords.outside;
  return (
    <section className={card.card} aria-labelledby="simulator-outside">
      <h2 id="simulator-outside">{say.title}</h2>
      <Orders {...{ subject, session }} />
      <div className={classes.buttons}>
        {moves.map((move) => (
          <Button
            key={JSON.stringify(move)}
            variant="default"
            onClick={() => onPlay(move)}
            classNames={{ label: classes.long ?? "" }}
          >
            {labelOf(subject, move)}
          </Button>
        ))}
      </div>
      {opensOthers ? <p className={classes.quiet}>{say.others}</p> : null}
    </section>
  );
}

function labelOf(subject: Subject, move: Move): string {
  const say = simulatorWords.outside;
  if ("acknowledged" in move)
    return say.acknowledge(nameOf.role(subject, move.as), nameOf.team(subject, move.acknowledged));
  if ("unanswered" in move) return say.silence(nameOf.team(subject, move.unanswered));
  if ("undelivered" in move) return say.undelivered(nameOf.template(subject, move.undelivered));
  if ("ledger" in move) return say[move.ledger](nameOf.quantity(subject, move.quantity));
  if ("answered" in move) return say.answered(nameOf.webhook(subject, move.answered));
  if ("unreachable" in move) return say.unreachable(nameOf.webhook(subject, move.unreachable));
  if ("performed" in move) return say.performed(nameOf.effect(subject, move.performed));
  if ("unperformed" in move) return say.unperformed(nameOf.effect(subject, move.unperformed));
  if ("given" in move) return say.given(nameOf.role(subject, move.given));
  return say.nobodyFree;
}
