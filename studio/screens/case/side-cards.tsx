import type { ReactNode } from "react";
import type { CaseDetail } from "../../../engine/protocol/case.js";
import card from "../../ui/card.module.css";
import { Ago, Due, When } from "../../ui/due.js";
import { Icon } from "../../ui/icons.js";
import { readable } from "../../ui/schema-form/choices.js";
import { words } from "../../words/index.js";
import classes from "./side-cards.module.css";

/** Whose it is, for whom, and by when. */
export function DetailsCard({ detail }: { readonly detail: CaseDetail }) {
  const { contact } = detail;
  const language = contact ? (words.languages[contact.language] ?? contact.language) : null;
  return (
    <section className={card.card} aria-labelledby="details">
      <h2 id="details">{words.case.details}</h2>
      <dl className={classes.pairs}>
        <Pair label={words.case.queue}>{detail.queue.name}</Pair>
        <Pair label={words.case.assignee}>{detail.assignee?.name ?? words.list.unassigned}</Pair>
        {contact ? (
          <>
            <Pair label={words.case.contact}>
              {contact.name === null ? null : <span>{contact.name}</span>}
              <span dir="ltr">
                {contact.channel === "chat" ? words.case.visitor : contact.address}
              </span>
              {notWritten(contact) ? (
                <span className={classes.warning}>
                  <Icon name="warning" size={14} />
                  {notWritten(contact)}
                </span>
              ) : null}
            </Pair>
            <Pair label={words.create.language}>{language}</Pair>
          </>
        ) : null}
        {detail.channel === null || detail.channel === "" ? null : (
          <Pair label={words.case.channel}>
            {words.channels[detail.channel] ?? readable(detail.channel)}
          </Pair>
        )}
        {detail.clocks.map((clock) => (
          <Pair key={clock.id} label={clock.name}>
            {clock.dueAt === null ? null : <Due due={{ name: clock.name, at: clock.dueAt }} />}
            {clock.pausedAt === null ? null : (
              <span className={classes.quiet}>
                {words.case.standsStill} <When at={clock.pausedAt} />
              </span>
            )}
          </Pair>
        ))}
        <Pair label={words.case.created}>
          <Ago at={detail.createdAt} />
          <span className={classes.quiet}>{words.case.release(detail.release.number)}</span>
        </Pair>
      </dl>
    </section>
  );
}

/** Why nothing is sent to a person, if nothing is. */
function notWritten({ channel, optedOut }: NonNullable<CaseDetail["contact"]>): string | null {
  if (optedOut) return words.case.optedOut;
  return channel === "" ? words.case.noMessagesAgreed : null;
}

/** The last decision of the rules, in sentences. */
export function WhyCard({ why }: { readonly why: CaseDetail["why"] }) {
  return (
    <section className={card.card} aria-labelledby="why">
      <h2 id="why">{words.case.why}</h2>
      {why ? (
        <>
          <ul className={classes.sentences}>
            {why.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <dl className={classes.pairs}>
            <Pair label={words.case.whyRule}>{why.ruleName}</Pair>
            <Pair label={words.case.whyWhen}>
              <When at={why.at} />
            </Pair>
          </dl>
        </>
      ) : (
        <p className={classes.quiet}>{words.case.whyNone}</p>
      )}
    </section>
  );
}

/** What is known about the case: its data, field by field. */
export function DataCard({ detail }: { readonly detail: CaseDetail }) {
  if (detail.fields.length === 0) return null;
  return (
    <section className={card.card} aria-labelledby="data">
      <h2 id="data">{words.case.data}</h2>
      <dl className={classes.stacked}>
        {detail.fields.map((field) => (
          <div key={field.name}>
            <dt>{field.title}</dt>
            <dd dir="auto">{valueText(field)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Pair({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={classes.pair}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function valueText({ value, choice }: CaseDetail["fields"][number]): string {
  if (choice && typeof value === "string") return readable(value);
  if (typeof value === "boolean") return value ? words.yes : words.no;
  return typeof value === "string" || typeof value === "number" ? String(value) : words.none;
}
