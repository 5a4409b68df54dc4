import { memo, useId } from "react";
import type { Row } from "../../../../engine/definition/table.js";
import { tableWords } from "../../../words/table.js";
import { CellField, type Ended } from "./cell.js";
import { columnId, textOf, type GridColumn } from "./cells.js";
import type { RowFaults } from "./faults.js";
import { spotMark, type Spot } from "./selection.js";
import type { ColumnView } from "./table-world.js";
import classes from "./table.module.css";

type Props = {
  readonly row: Row;
  readonly place: number;
  readonly views: readonly ColumnView[];
  readonly faults: RowFaults | undefined;
  /** The column that has the focus; null when it is in another row. */
  readonly at: number | null;
  /** The first and last selected column; null when nothing of the row is. */
  readonly left: number | null;
  readonly right: number | null;
  readonly typing: {
    readonly at: Spot;
    readonly start: string;
    readonly onEnd: (ended: Ended) => void;
  } | null;
};

/** One row of the grid. Drawn anew only when something of it has changed: a table may have a thousand. */
export const GridRow = memo(function GridRow({ row, place, views, ...shown }: Props) {
  const { faults, at, left, right, typing } = shown;
  const listId = useId();
  const name = row.name ?? tableWords.row(place + 1);
  return (
    <tr>
      <td className={classes.number} aria-hidden data-fault={faults?.has("") ? true : undefined}>
        {place + 1}
      </td>
      {views.map((view, column) => {
        const { is } = view.column;
        const Cell = is === "name" ? "th" : "td";
        const text = textOf(row, view.column);
        const fault = faults?.get(faultKey(view.column));
        const isSelected = left !== null && right !== null && column >= left && column <= right;
        return (
          <Cell
            key={columnId(view.column)}
            role={is === "name" ? "rowheader" : "gridcell"}
            scope={is === "name" ? "row" : undefined}
            data-at={spotMark({ row: place, column })}
            data-is={is}
            tabIndex={at === column ? 0 : -1}
            aria-selected={isSelected}
            aria-invalid={fault === undefined ? undefined : true}
            title={fault}
            className={classes.cell}
          >
            {typing?.at.column === column ? (
              <CellField
                view={view}
                label={tableWords.cell(name, view.label)}
                start={typing.start}
                listId={listId}
                onEnd={typing.onEnd}
              />
            ) : (
              <span className={text === "-" ? classes.anything : undefined}>
                {is === "name" && text === "" ? (
                  <span className={classes.unnamed}>{name}</span>
                ) : (
                  view.words(text)
                )}
              </span>
            )}
          </Cell>
        );
      })}
    </tr>
  );
});

function faultKey(column: GridColumn): string {
  if (column.is === "name") return "name";
  return `${column.is === "input" ? "if" : "then"}/${String(column.place)}`;
}
