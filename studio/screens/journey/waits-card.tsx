import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { CaseDetail } from "../../../engine/protocol/case.js";
import type { CaseJourney } from "../../../engine/protocol/case-journey.js";
import { messagesQuery } from "../../api/cases.js";
import { linksQuery } from "../../api/links.js";
import card from "../../ui/card.module.css";
import { readable } from "../../ui/schema-form/choices.js";
import { words } from "../../words/index.js";
import { journeyWords } from "../../words/journey.js";
import { mapWords } from "../../words/map.js";
import pairs from "../case/side-cards.module.css";
import { Clocks } from "./clocks.js";
import classes from "./journey.module.css";
import { openAt } from "./waits.js";

const say = journeyWords.waits;

/** What a case waits for now: people, time, answers, messages on their way and other cases. */
export function WaitsNow({
  detail,
  journey,
}: {
  readonly detail: CaseDetail;
  readonly journey: CaseJourney;
}) {
  const { id } = detail;
  const messages = useQuery(messagesQuery(id)).data ?? [];
  const links = useQuery(linksQuery(id)).data?.links ?? [];
  const sent = messages.filter(
    ({ direction, state }) => direction === "out" && UNSETTLED.includes(state),
  );
  const children = links.filter(({ as, stateClass }) => as === "child" && stateClass !== "done");
  return (
    <section className={card.card} aria-labelledby="waits">
      <h2 id="waits">{say.now}</h2>
      {detail.status === "closed" ? <p className={pairs.quiet}>{say.closed}</p> : null}
      {detail.status === "closed" || detail.parked ? null : <Doers doers={journey.doers} />}
      <Clocks id={id} at={null} />
      <Asked asked={openAt(journey.asked, detail.turn)} />
      {sent.length === 0 ? null : (
        <Part title={say.messages}>
          {sent.map((message) => (
            <li key={message.id}>
              {say.message(words.message.states[message.state] ?? message.state)}
            </li>
          ))}
        </Part>
      )}
      {children.length === 0 ? null : (
        <Part title={say.children}>
          {children.map((child) => (
            <li key={child.id}>
              {child.state === null ? (
                child.id
              ) : (
                <Link to={`/app/cases/${child.id}`}>{`${child.workflow.name} ${child.id}`}</Link>
              )}
            </li>
          ))}
        </Part>
      )}
    </section>
  );
}

/** States of a message of which nobody knows yet what becomes of it. */
const UNSETTLED = ["queued", "sending", "unknown"];

/** What a case waited for after one of its turns, as far as that is on record. */
export function WaitsThen({
  id,
  journey,
  line: { turn, at },
}: {
  readonly id: string;
  readonly journey: CaseJourney;
  readonly line: { readonly turn: number; readonly at: string };
}) {
  return (
    <section className={card.card} aria-labelledby="waits">
      <h2 id="waits">{say.then}</h2>
      <Asked asked={openAt(journey.asked, turn)} />
      <Clocks id={id} at={at} />
    </section>
  );
}

/** What leads on, each with who may do it; what leaves the case where it is, in one line. */
function Doers({ doers }: Pick<CaseJourney, "doers">) {
  if (doers.length === 0) return <p className={pairs.quiet}>{say.nobody}</p>;
  const staying = doers.filter(({ to }) => to === null).map(({ name }) => name);
  return (
    <Part title={say.doers}>
      {doers.flatMap(({ id, name, to, roles }) =>
        to === null
          ? []
          : [
              <li key={id}>
                <span>
                  <strong>{name}</strong> {say.leadsTo(to.name)}
                </span>
                <span className={pairs.quiet}>{mapWords.or(roles.map((role) => role.name))}</span>
              </li>,
            ],
      )}
      {staying.length === 0 ? null : (
        <li className={pairs.quiet}>{say.staying(mapWords.or(staying))}</li>
      )}
    </Part>
  );
}

function Asked({ asked }: Pick<CaseJourney, "asked">) {
  if (asked.length === 0) return null;
  return (
    <Part title={say.asked}>
      {asked.map(({ effect, kind, what, turn }) => (
        <li key={effect}>
          <span>{say.of[kind]?.(readable(what)) ?? readable(what)}</span>
          <span className={pairs.quiet}>{say.since(turn)}</span>
        </li>
      ))}
    </Part>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <h3 className={classes.small}>{title}</h3>
      <ul className={classes.list}>{children}</ul>
    </>
  );
}
