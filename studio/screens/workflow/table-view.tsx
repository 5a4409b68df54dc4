import type { CaseGraph } from "../../canvas/graph.js";
import type { Selection } from "../../canvas/selection.js";
import { StateBadge } from "../../ui/marks.js";
import { flowWords } from "../../words/flow.js";
import { mapWords } from "../../words/map.js";
import { PickMark } from "./clip/pick-mark.js";
import { isHere, isShown, type Find } from "./find/use-find.js";
import { GroupTable } from "./groups/group-table.js";
import { nameOf, type Subject } from "./names.js";
import type { Numbers } from "./numbers/numbers.js";
import { OpenCases } from "./numbers/open-cases.js";
import { staySentences, takenSentences } from "./numbers/sentences.js";
import { NoteTable } from "./notes/note-table.js";
import { stateStory } from "./state-story.js";
import { Cell, Choose, Lines, Row, Table } from "./table-parts.js";
import classes from "./table.module.css";
import { transitionStory, type TransitionStory } from "./transition-story.js";

type TableProps = {
  readonly subject: Subject;
  readonly graph: CaseGraph;
  readonly numbers: Numbers;
  readonly onChoose: (selection: Selection) => void;
  /** While somebody looks for something, only what is found has a line. */
  readonly find: Find;
  /** States can be picked, to do something with them together. */
  readonly isEditing: boolean;
};

/** The same as the picture, to be read line by line. */
export function TableView(props: TableProps) {
  return (
    <div className={classes.tables}>
      <StateTable {...props} />
      <TransitionTable {...props} />
      <GroupTable {...props} />
      <NoteTable {...props} />
    </div>
  );
}

function StateTable({ subject, graph, numbers, onChoose, find, isEditing }: TableProps) {
  const { table, kinds } = mapWords;
  const workflow = subject.workflow.id;
  const names = [table.name, table.kind, table.open, flowWords.table.stay, table.does];
  return (
    <Table caption={table.states} columns={names}>
      {graph.states.map((state) => {
        if (!isShown(find, { kind: "state", id: state.id })) return null;
        const story = stateStory(subject, state);
        const isLast = state.place === "last" || numbers.counts === undefined;
        return (
          <Row key={state.id} isHere={isHere(find, { kind: "state", id: state.id })}>
            <Cell heading={table.name}>
              {isEditing ? <PickMark id={state.id} name={state.name} /> : null}
              <Choose onClick={() => onChoose({ kind: "state", id: state.id })}>
                {state.name}
              </Choose>
            </Cell>
            <Cell heading={table.kind}>
              <span className={classes.whole}>
                <StateBadge row={{ state: { name: kinds[state.kind] }, stateClass: state.kind }} />
              </span>
            </Cell>
            <Cell heading={table.open}>
              {isLast ? (
                "–"
              ) : (
                <span className={classes.open}>
                  <OpenCases workflow={workflow} state={state.id} numbers={numbers} isShort />
                </span>
              )}
            </Cell>
            <Cell heading={flowWords.table.stay}>
              <Lines items={isLast ? [] : staySentences(numbers, state.id)} />
            </Cell>
            <Cell heading={table.does}>
              <Lines items={[...story.says, ...story.clocks]} />
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}

function TransitionTable({ subject, numbers, onChoose, find }: TableProps) {
  const { table } = mapWords;
  const names = [table.name, table.from, table.to, flowWords.table.taken, table.who, table.does];
  return (
    <Table caption={table.transitions} columns={names}>
      {Object.entries(subject.workflow.transitions).map(([id, { from, to }]) => {
        if (!isShown(find, { kind: "transition", id })) return null;
        const story = transitionStory(subject, id);
        const begins =
          from === "*" ? [table.anywhere] : from.map((one) => nameOf.state(subject, one));
        return story === null ? null : (
          <Row key={id} isHere={isHere(find, { kind: "transition", id })}>
            <Cell heading={table.name}>
              <Choose onClick={() => onChoose({ kind: "transition", id })}>{story.name}</Choose>
            </Cell>
            <Cell heading={table.from}>{begins.join(", ")}</Cell>
            <Cell heading={table.to}>
              {to === undefined ? table.stays : nameOf.state(subject, to)}
            </Cell>
            <Cell heading={flowWords.table.taken}>
              <Lines items={takenSentences(numbers, id, (state) => nameOf.state(subject, state))} />
            </Cell>
            <Cell heading={table.who}>
              <Lines items={[...story.who, ...story.only]} />
            </Cell>
            <Cell heading={table.does}>
              <Lines items={[...askedFor(story), ...story.does.slice(1), ...story.clocks]} />
            </Cell>
          </Row>
        );
      })}
    </Table>
  );
}

function askedFor({ asks }: TransitionStory): readonly string[] {
  if (asks.length === 0) return [];
  return [mapWords.says.asks(mapWords.and(asks.map(({ label }) => `“${label}”`)))];
}
