import { Input, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { createContext, use, useId, useState } from "react";
import type { CaseDetail } from "../../../engine/protocol/case.js";
import type { Taker } from "../../../engine/protocol/workload.js";
import { takersQuery } from "../../api/work.js";
import { ProblemNote } from "../../ui/notes.js";
import type { FieldProps } from "../../ui/schema-form/field.js";
import { LoadBar, StandingMark } from "../../ui/standing.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";
import { useProfile } from "../desk/session.js";
import classes from "./people-picker.module.css";
import { fitOf, takersByFit } from "./takers.js";

/** People that can be read at a glance; above, a name can be looked for. */
const AT_A_GLANCE = 7;

/** The case that somebody is picked for. */
type Picking = Pick<CaseDetail, "id" | "queue" | "assignee">;

const PickingContext = createContext<Picking | null>(null);

/** Says for which case people are picked inside it. */
export const PickingProvider = PickingContext.Provider;

/** Draws people to pick from for a case: each with what they have to do, and what speaks against them. Inside {@link PickingProvider}. */
export function pickPerson(field: FieldProps) {
  return <PeoplePicker field={field} />;
}

function PeoplePicker({ field }: { readonly field: FieldProps }) {
  const detail = use(PickingContext);
  return detail === null ? null : <PickerFor detail={detail} field={field} />;
}

function PickerFor({ detail, field }: { readonly detail: Picking; readonly field: FieldProps }) {
  const takers = useQuery({ ...takersQuery(detail.id), staleTime: 0 });
  const [text, setText] = useState("");
  const ids = { label: useId(), error: useId() };
  // Who is chosen stays in sight, so that nobody is given it by an older search.
  const found =
    takers.data?.filter(({ id, name }) => id === field.value || isFound(name, text)) ?? [];
  const many = (takers.data?.length ?? 0) > AT_A_GLANCE;
  return (
    <div className={classes.picker}>
      <Input.Label labelElement="div" id={ids.label} required={field.required}>
        {field.field.title}
      </Input.Label>
      {field.field.description === undefined ? null : (
        <Input.Description>{field.field.description}</Input.Description>
      )}
      {many ? (
        <TextInput
          type="search"
          aria-label={words.work.give.find}
          placeholder={words.work.give.find}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.preventDefault();
          }}
        />
      ) : null}
      <div
        role="radiogroup"
        tabIndex={-1}
        aria-labelledby={ids.label}
        aria-describedby={field.error === undefined ? undefined : ids.error}
        aria-required={field.required}
        aria-invalid={field.error !== undefined}
        className={classes.people}
      >
        {takers.isPending ? <Waiting /> : null}
        {takers.isError && !takers.data ? (
          <ProblemNote error={takers.error} onRetry={() => void takers.refetch()} />
        ) : null}
        {takers.data && found.length === 0 ? (
          <p className={classes.none}>{words.work.give.nobodyFound}</p>
        ) : null}
        {takersByFit(found, detail.assignee?.id ?? null).map(([fit, people]) => (
          <div key={fit} role="group" aria-label={words.work.give[fit]}>
            <p className={classes.fit} aria-hidden="true">
              {words.work.give[fit]}
            </p>
            {people.map((taker) => (
              <Person key={taker.id} taker={taker} detail={detail} field={field} />
            ))}
          </div>
        ))}
      </div>
      {field.error === undefined ? null : <Input.Error id={ids.error}>{field.error}</Input.Error>}
    </div>
  );
}

function Person({
  taker,
  detail,
  field,
}: {
  readonly taker: Taker;
  readonly detail: Picking;
  readonly field: FieldProps;
}) {
  const me = useProfile().id;
  const holder = detail.assignee?.id ?? null;
  const cannot = fitOf(taker, holder) === "cannot";
  const name = taker.id === me ? words.work.give.me(taker.name) : taker.name;
  return (
    <label className={classes.person} data-cannot={cannot}>
      <input
        type="radio"
        name={field.name}
        value={taker.id}
        checked={field.value === taker.id}
        disabled={cannot}
        onChange={() => field.onChange(taker.id)}
      />
      <span className={classes.about}>
        <span className={classes.name}>{name}</span>
        <span className={classes.facts}>
          <LoadBar load={taker.load} capacity={taker.capacity} />
          {taker.status === "free" ? null : (
            <StandingMark status={taker.status} until={taker.until} />
          )}
        </span>
        {remarks(taker, detail.queue.name, holder).map((remark) => (
          <span key={remark} className={classes.remark}>
            {remark}
          </span>
        ))}
      </span>
    </label>
  );
}

/** What speaks against giving it to somebody besides when they are there. */
function remarks(taker: Taker, queue: string, holder: string | null): readonly string[] {
  const { holds, mayNot, missing, unseeing } = words.work.give;
  if (taker.id === holder) return [holds];
  if (!taker.may) return [mayNot];
  return [
    ...(taker.missing.length > 0 ? [missing(taker.missing)] : []),
    ...(taker.sees ? [] : [unseeing(queue)]),
  ];
}

function isFound(name: string, text: string): boolean {
  return name.toLocaleLowerCase().includes(text.trim().toLocaleLowerCase());
}
