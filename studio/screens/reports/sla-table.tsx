import type { ReactNode } from "react";
import { Link } from "react-router";
import { facetKey } from "../../../engine/definition/facets.js";
import type { SlaLine, SlaNumber } from "../../../engine/protocol/sla.js";
import { readable } from "../../ui/schema-form/choices.js";
import { span } from "../../ui/time.js";
import { words } from "../../words/index.js";
import { facetOf, groupingOf, NUMBERS, type ReportView } from "./period.js";
import classes from "./sla.module.css";

type Props = {
  readonly lines: readonly SlaLine[];
  readonly view: ReportView;
  /** Title of the facet that it counts by; undefined when it counts by anything else. */
  readonly grouped: string | undefined;
  readonly caption: string;
};

/** A report as a table; on a phone each line is a card of its own. */
export function SlaTable({ lines, view, grouped, caption }: Props) {
  const { sla } = words;
  const group = grouped ?? groupLabel(view);
  const isGrouped = view.by !== "clock";
  return (
    <div className={classes.card}>
      <table className={classes.table} data-grouped={isGrouped}>
        <caption className={classes.caption}>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{sla.clock}</th>
            {isGrouped ? <th scope="col">{group}</th> : null}
            <th scope="col">{sla.compliance}</th>
            <th scope="col">{sla.kept}</th>
            <th scope="col">{sla.broken}</th>
            <th scope="col">{sla.median}</th>
            <th scope="col">{sla.p90}</th>
            {view.by === "day" ? null : <OpenHeads />}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={keyOf(line)} line={line} view={view} grouped={group} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function OpenHeads() {
  return NUMBERS.slice(2).map((number) => (
    <th key={number} scope="col">
      {words.sla[number]}
    </th>
  ));
}

function Line({
  line,
  view,
  grouped,
}: {
  readonly line: SlaLine;
  readonly view: ReportView;
  readonly grouped: string;
}) {
  const { sla } = words;
  const { compliance, medianMs, p90Ms } = line;
  return (
    <tr>
      <th scope="row">
        {line.clock.name}
        <span className={classes.quiet}>{line.workflow.name}</span>
      </th>
      {line.group ? <Cell label={grouped}>{groupName(line.group, view)}</Cell> : null}
      <Cell label={sla.compliance}>
        {compliance === null ? (
          sla.nothing
        ) : (
          <span className={classes.share}>
            <span className={classes.meter} aria-hidden="true">
              <span style={{ width: `${String(compliance * 100)}%` }} />
            </span>
            {sla.percent(compliance)}
          </span>
        )}
      </Cell>
      <NumberCell number="kept" line={line} view={view} />
      <NumberCell number="broken" line={line} view={view} />
      <Cell label={sla.median}>{medianMs === null ? sla.nothing : span(medianMs)}</Cell>
      <Cell label={sla.p90}>{p90Ms === null ? sla.nothing : span(p90Ms)}</Cell>
      {view.by === "day"
        ? null
        : NUMBERS.slice(2).map((number) => (
            <NumberCell key={number} number={number} line={line} view={view} />
          ))}
    </tr>
  );
}

function Cell({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <td data-label={label}>
      <span>{children}</span>
    </td>
  );
}

/**
 * A number with the way to its tickets. Days lead nowhere, because their tickets are those of the whole period; neither does
 * what has no choice of a facet.
 */
function NumberCell({
  number,
  line,
  view,
}: {
  readonly number: SlaNumber;
  readonly line: SlaLine;
  readonly view: ReportView;
}) {
  const what = words.sla[number];
  const n = line[number];
  const leadsNowhere = view.by === "day" || line.group?.id === "";
  return (
    <Cell label={what}>
      {n === 0 || leadsNowhere ? (
        n
      ) : (
        <Link
          className={classes.number}
          to={`/app/reports/sla/cases?${addressOf(number, line, view)}`}
          aria-label={words.sla.cases(n, what)}
        >
          {n}
        </Link>
      )}
    </Cell>
  );
}

function addressOf(number: SlaNumber, line: SlaLine, view: ReportView): string {
  const { days, by } = view;
  const members = { days: String(days), by, number, workflow: line.workflow.id };
  const group = line.group ? groupIn(line.group.id, view) : {};
  return new URLSearchParams({ ...members, clock: line.clock.id, ...group }).toString();
}

/** The group of a line, as the address of its tickets narrows to it. */
function groupIn(id: string, view: ReportView): { readonly [name: string]: string } {
  const facet = facetOf(view);
  if (facet !== undefined) return { facets: facetKey(facet, id) };
  return view.by === "priority" || view.by === "queue" ? { [view.by]: id } : {};
}

function groupLabel(view: ReportView): string {
  const by = groupingOf(view);
  return by === "facet" ? (facetOf(view) ?? "") : words.sla.groups[by];
}

/** Choices of a facet are ids; one that has none of them is said to have none. */
function groupName({ id, name }: { readonly id: string; readonly name: string }, view: ReportView) {
  if (facetOf(view) === undefined) return name;
  return id === "" ? words.sla.nothing : readable(id);
}

function keyOf({ workflow, clock, group }: SlaLine): string {
  return [workflow.id, clock.id, group?.id].join(" ");
}
