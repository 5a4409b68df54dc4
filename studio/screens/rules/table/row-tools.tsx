import { Button } from "@mantine/core";
import { rowId } from "../../../../engine/definition/rules-of.js";
import type { Table } from "../../../../engine/definition/table.js";
import { tableWords as say } from "../../../words/table.js";
import { freeId, idsOf } from "../new-rule.js";
import { useRules } from "../rules-context.js";
import { only, rangeOf, type Selection } from "./selection.js";
import classes from "./table.module.css";

type Props = {
  readonly table: Table;
  readonly selection: Selection;
  readonly onAdd: () => void;
  readonly onSelect: (selection: Selection) => void;
};

/** What can be done with the rows that are selected. */
export function RowTools({ table, selection, onAdd, onSelect }: Props) {
  const { ruleSet, record } = useRules();
  const { top, bottom } = rangeOf(selection);
  const row = table.rows[top];
  if (!row) return null;
  const id = rowId(row, top);
  const count = bottom - top + 1;
  const move = (place: number) => {
    record({ do: "moveRow", row: id, place });
    onSelect(only({ ...selection.at, row: place }));
  };
  const duplicate = () => {
    const copy = { ...row, id: freeId("row", idsOf(ruleSet)) };
    record({ do: "addRow", row: copy, place: top + 1 });
    onSelect(only({ ...selection.at, row: top + 1 }));
  };
  const remove = () => {
    const ids = table.rows.map(rowId);
    record({ do: "removeRows", rows: ids.slice(top, bottom + 1) });
    onSelect(only({ ...selection.at, row: top }));
  };
  const tools = [
    { label: say.addRow, run: onAdd, isOff: false },
    { label: say.duplicate, run: duplicate, isOff: count > 1 },
    { label: say.up, run: () => move(top - 1), isOff: count > 1 || top === 0 },
    {
      label: say.down,
      run: () => move(top + 1),
      isOff: count > 1 || top === table.rows.length - 1,
    },
    { label: say.removeRows(count), run: remove, isOff: count >= table.rows.length },
  ];
  return (
    <div className={classes.tools}>
      {tools.map(({ label, run, isOff }) => (
        <Button key={label} size="compact-sm" variant="default" disabled={isOff} onClick={run}>
          {label}
        </Button>
      ))}
    </div>
  );
}
