import type { CaseGraph } from "../../../canvas/graph.js";
import type { Selection } from "../../../canvas/selection.js";
import { groupWords } from "../../../words/group.js";
import { isHere, isShown, type Find } from "../find/use-find.js";
import { nameOf, type Subject } from "../names.js";
import { Cell, Choose, Row, Table } from "../table-parts.js";

/** The groups of the picture with their states, to be read line by line; nothing without any. */
export function GroupTable({
  subject,
  graph,
  find,
  onChoose,
}: {
  readonly subject: Subject;
  readonly graph: CaseGraph;
  readonly find: Find;
  readonly onChoose: (selection: Selection) => void;
}) {
  const groups = graph.groups.filter(({ id }) => isShown(find, { kind: "group", id }));
  if (groups.length === 0) return null;
  return (
    <Table caption={groupWords.heading} columns={[groupWords.of, groupWords.states]}>
      {groups.map(({ id, name, states }) => (
        <Row key={id} isHere={isHere(find, { kind: "group", id })}>
          <Cell heading={groupWords.of}>
            <Choose onClick={() => onChoose({ kind: "group", id })}>{name}</Choose>
          </Cell>
          <Cell heading={groupWords.states}>
            {states.map((state) => nameOf.state(subject, state)).join(", ")}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
