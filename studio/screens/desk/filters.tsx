import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import type { ListFilter } from "../../api/keys.js";
import { workflowsQuery, type WorkflowSummary } from "../../api/workflows.js";
import { choicesOf, useChoices } from "../../ui/schema-form/choices.js";
import { words } from "../../words/index.js";
import { chosenOf, facetsOf, withChosen } from "./facet-picks.js";
import classes from "./filters.module.css";
import { isNarrowed } from "./view.js";

/** What a list can be narrowed to; the choice stands in the address. */
export function Filters({
  filter,
  shown,
  more,
  children,
}: {
  readonly filter: ListFilter;
  /** Rows on the screen; undefined before the first answer. */
  readonly shown: number | undefined;
  readonly more: boolean;
  readonly children: ReactNode;
}) {
  const [search, setSearch] = useSearchParams();
  const workflows = useQuery(workflowsQuery).data ?? [];
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value === "") next.delete(name);
    else next.set(name, value);
    // Each kind has states and facets of its own.
    if (name === "workflow") for (const own of ["state", "facets"]) next.delete(own);
    setSearch(next, { replace: true });
  };
  return (
    <div className={classes.filters} role="group" aria-label={words.list.which}>
      <Pick
        label={words.list.which}
        value={filter.status === "closed" ? "closed" : ""}
        options={[
          { value: "", label: words.list.open },
          { value: "closed", label: words.list.closed },
        ]}
        onChange={(value) => set("status", value)}
      />
      {workflows.length > 1 || filter.workflow !== undefined ? (
        <Pick
          label={words.list.workflow}
          value={filter.workflow ?? ""}
          options={[
            { value: "", label: words.list.anyWorkflow },
            ...workflows.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(value) => set("workflow", value)}
        />
      ) : null}
      <Pick
        label={words.list.state}
        value={filter.state ?? ""}
        options={[{ value: "", label: words.list.anyState }, ...statesOf(workflows, filter)]}
        onChange={(value) => setSearch(withState(search, value), { replace: true })}
      />
      {facetsOf(chosenKinds(workflows, filter)).map(({ id, name, values }) => (
        <Pick
          key={id}
          label={name}
          value={chosenOf(filter.facets, id)}
          options={[{ value: "", label: words.list.anyFacet(name) }, ...choicesOf(values)]}
          onChange={(value) => set("facets", withChosen(filter.facets, id, value))}
        />
      ))}
      {filter.contact === undefined ? null : (
        <Button variant="light" aria-pressed onClick={() => set("contact", "")}>
          {words.list.onePerson}
        </Button>
      )}
      <Pick
        label={words.list.priority}
        value={filter.priority ?? ""}
        options={[{ value: "", label: words.list.anyPriority }, ...useChoices().priority]}
        onChange={(value) => set("priority", value)}
      />
      {filter.status === "closed" ? null : (
        <>
          <Pick
            label={words.list.due}
            value={filter.due ?? ""}
            options={[
              { value: "", label: words.list.anyDue },
              { value: "late", label: words.list.dueLate },
              { value: "risk", label: words.list.dueRisk },
            ]}
            onChange={(value) => set("due", value)}
          />
          <Pick
            label={words.list.order}
            value={filter.order ?? ""}
            options={[
              { value: "", label: words.list.dueFirst },
              { value: "urgency", label: words.list.urgentFirst },
            ]}
            onChange={(value) => set("order", value)}
          />
        </>
      )}
      {filter.view === "mine" ? null : (
        <Button
          variant={filter.mineOnly ? "light" : "default"}
          aria-pressed={filter.mineOnly === true}
          onClick={() => set("mine", filter.mineOnly ? "" : "yes")}
        >
          {words.list.mineOnly}
        </Button>
      )}
      {isNarrowed(filter) ? (
        <Button variant="subtle" onClick={() => setSearch({}, { replace: true })}>
          {words.list.clear}
        </Button>
      ) : null}
      <span className={classes.count}>
        {shown === undefined ? "" : words.list.count(shown, more)}
      </span>
      {children}
    </div>
  );
}

/** The chosen workflow, or all of them. */
function chosenKinds(workflows: readonly WorkflowSummary[], { workflow }: ListFilter) {
  return workflows.filter(({ id }) => workflow === undefined || id === workflow);
}

/** The states of the chosen workflow; of several, by kind, since theirs are often called the same: a choice is of both. */
function statesOf(workflows: readonly WorkflowSummary[], filter: ListFilter): readonly Option[] {
  const kinds = chosenKinds(workflows, filter);
  const [only] = kinds;
  if (only && kinds.length === 1)
    return only.states.map(({ id, name }) => ({ value: id, label: name }));
  return kinds.map((kind) => ({
    group: kind.name,
    items: kind.states.map(({ id, name }) => ({ value: `${kind.id}:${id}`, label: name })),
  }));
}

/** The address with a state chosen: of one kind, which is chosen with it, or of the kind that is shown. */
function withState(search: URLSearchParams, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  const [kind = "", state] = value.split(":");
  if (state !== undefined) next.set("workflow", kind);
  if (value === "") next.delete("state");
  else next.set("state", state ?? value);
  return next;
}

/** One choice, or several under a heading. */
type Option = Choice | { readonly group: string; readonly items: Choice[] };
type Choice = { readonly value: string; readonly label: string };

function Pick({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
}) {
  return (
    <NativeSelect
      aria-label={label}
      value={value}
      data={[...options]}
      className={classes.pick}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
