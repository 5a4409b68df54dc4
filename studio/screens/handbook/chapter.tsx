import { handbookWords as say } from "../../words/handbook.js";
import { mapWords } from "../../words/map.js";
import type { Chapter, ToldAction } from "./handbook.js";
import classes from "./handbook.module.css";
import type { ToldMessage } from "./messages.js";
import type { ToldPromise } from "./promises.js";

/** One kind of case, as the people of a role have to know it. */
export function ChapterPart({ chapter }: { readonly chapter: Chapter }) {
  const { name, description, begins, everywhere, actions, messages, promises } = chapter;
  return (
    <section className={classes.chapter} aria-label={name}>
      <h3 className={classes.chapterTitle}>{name}</h3>
      {description === undefined ? null : <p>{description}</p>}
      <Sentences title={say.begins} items={begins} />
      <h4>{say.states}</h4>
      <States chapter={chapter} />
      {everywhere.length === 0 ? null : <p>{say.everywhere(mapWords.and(everywhere))}</p>}
      <h4>{say.details}</h4>
      {actions.map((action) => (
        <Action key={action.id} action={action} />
      ))}
      {messages.length === 0 ? null : (
        <>
          <h4>{say.told}</h4>
          <p className={classes.quiet}>{say.toldLead}</p>
          {messages.map((message) => (
            <Message key={message.id} message={message} />
          ))}
        </>
      )}
      {promises.length === 0 ? null : (
        <>
          <h4>{say.promised}</h4>
          {promises.map((promise) => (
            <Promised key={promise.id} promise={promise} />
          ))}
        </>
      )}
    </section>
  );
}

function States({ chapter: { states, name } }: { readonly chapter: Chapter }) {
  return (
    <table className={classes.states} aria-label={`${name}: ${say.states}`}>
      <thead>
        <tr>
          <th scope="col">{say.state}</th>
          <th scope="col">{say.means}</th>
          <th scope="col">{say.actions}</th>
        </tr>
      </thead>
      {states.map(({ group, states: told }) => (
        <tbody key={group ?? ""}>
          {group === null ? null : (
            <tr>
              <th scope="rowgroup" colSpan={3} className={classes.group}>
                {group}
              </th>
            </tr>
          )}
          {told.map(({ name: state, means, actions }) => (
            <tr key={state}>
              <th scope="row">{state}</th>
              <td>{means}</td>
              <td>{actions.length === 0 ? say.none : actions.join(", ")}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Action({ action: { name, from, asks, only, does } }: { readonly action: ToldAction }) {
  const fields = asks.map(({ label, required }) => (required ? `${label} (${say.must})` : label));
  return (
    <div className={classes.part}>
      <h5>
        {name} <span className={classes.quiet}>{from}</span>
      </h5>
      <Told title={say.only} items={only} />
      <Told title={say.fields} items={fields} />
      <Told title={say.then} items={does} />
    </div>
  );
}

function Message({ message: { name, when, texts } }: { readonly message: ToldMessage }) {
  return (
    <div className={classes.part}>
      <h5>{name}</h5>
      <p className={classes.quiet}>{when}</p>
      {texts.map(({ language, name: spoken, text }) => (
        <blockquote key={language} className={classes.said}>
          <span className={classes.quiet}>{spoken}</span>
          <span lang={language}>{text}</span>
        </blockquote>
      ))}
    </div>
  );
}

function Promised({ promise: { name, length, then } }: { readonly promise: ToldPromise }) {
  return (
    <div className={classes.part}>
      <h5>{name}</h5>
      <p>{length}</p>
      {then.length === 0 ? <p className={classes.quiet}>{say.nothingLate}</p> : null}
      {then.map(({ at, does }, place) => (
        <Told key={`${at} ${String(place)}`} title={at} items={does} />
      ))}
    </div>
  );
}

function Told({ title, items }: { readonly title: string; readonly items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <p className={classes.told}>
      <b>{title}:</b> {items.map((item) => item.replace(/\.$/, "")).join("; ")}.
    </p>
  );
}

function Sentences({
  title,
  items,
}: {
  readonly title: string;
  readonly items: readonly string[];
}) {
  if (items.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </>
  );
}
