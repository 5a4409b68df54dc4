import {
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
} from "react";
import { flushSync } from "react-dom";
import type { Finding } from "../../../../engine/definition/finding.js";
import { rowId } from "../../../../engine/definition/rules-of.js";
import type { Table } from "../../../../engine/definition/table.js";
import { cellsOf, clipboardText } from "../../../files/table-csv.js";
import { tableWords } from "../../../words/table.js";
import { errorsOf } from "../../draft/finding-list.js";
import type { Ended } from "./cell.js";
import { columnId, selectedTexts, textOf } from "./cells.js";
import { faultsByRow } from "./faults.js";
import { GridRow } from "./grid-row.js";
import {
  markedSpot,
  moved,
  only,
  spotMark,
  rangeOf,
  type Range,
  type Selection,
  type Spot,
} from "./selection.js";
import type { ColumnView } from "./table-world.js";
import classes from "./table.module.css";

type Props = {
  readonly table: Table;
  readonly views: readonly ColumnView[];
  readonly findings: readonly Finding[];
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly readOnly: boolean;
  readonly onType: (at: Spot, text: string) => void;
  readonly onClear: () => void;
  readonly onPaste: (texts: readonly (readonly string[])[]) => void;
};

/** What somebody types, and where; over what stood there when it began with a letter. */
type Typing = { readonly at: Spot; readonly start: string };

/**
 * A decision table as a grid with the keys of a spreadsheet. One cell has the focus, Tab leads out of it; while somebody types,
 * the keys are those of the field.
 */
export function Grid(props: Props) {
  const { table, views, selection, onSelect, readOnly, onType, onClear, onPaste } = props;
  const grid = useRef<HTMLTableElement>(null);
  const [typing, setTyping] = useState<Typing | null>(null);
  const size = { rows: table.rows.length, columns: views.length };
  const { at } = selection;
  const textAt = ({ row, column }: Spot) => {
    const [line, view] = [table.rows[row], views[column]];
    return line && view ? textOf(line, view.column) : "";
  };
  const type = (spot: Spot, start = textAt(spot)) => {
    if (!readOnly) setTyping({ at: spot, start });
  };
  const focus = (spot: Spot) =>
    grid.current?.querySelector<HTMLElement>(`[data-at="${spotMark(spot)}"]`)?.focus();
  const go = (next: Selection) => {
    focus(next.at);
    onSelect(next);
  };
  const end = (ended: Ended) => {
    // The field is gone before the next key comes, so that it meets a cell.
    flushSync(() => setTyping(null));
    if (!typing) return;
    if (ended && ended.text !== textAt(typing.at)) onType(typing.at, ended.text);
    if (ended?.next === "stay") return;
    const key = ended ? NEXT[ended.next] : null;
    const next = key === null ? null : moved(only(typing.at), { ...UNHELD, key }, size);
    go(next ?? only(typing.at));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(selection, event, size);
    if (next) go(next);
    else if (event.key === "Enter" || event.key === "F2") type(at);
    else if (event.key === "Delete" || event.key === "Backspace") {
      if (!readOnly) onClear();
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey)
      type(at, event.key);
    else return;
    event.preventDefault();
  };
  const onMouseDown = (event: MouseEvent) => {
    const pressed = event.target as Element;
    const cell = pressed.closest<HTMLElement>("[data-at]");
    // A press in the field is the field's own.
    if (!cell || pressed.matches("input, select, option")) return;
    const spot = markedSpot(cell.dataset["at"] ?? "");
    event.preventDefault();
    // Whoever presses the cell that has the focus means to change it: fingers have no double click.
    if (cell === document.activeElement && !event.shiftKey) type(spot);
    else go(event.shiftKey ? { ...selection, at: spot } : only(spot));
  };
  const onFocus = ({ target }: FocusEvent) => {
    const mark = target.closest<HTMLElement>("[data-at]")?.dataset["at"];
    if (mark !== undefined && mark !== spotMark(at)) onSelect(only(markedSpot(mark)));
  };
  const clipped = (event: ClipboardEvent, run: () => void) => {
    // A field copies and pastes its own text.
    if (typing) return;
    event.preventDefault();
    run();
  };
  const copy = (event: ClipboardEvent) =>
    clipped(event, () =>
      event.clipboardData.setData("text/plain", clipboardText(selectedTexts(table, selection))),
    );
  const range = rangeOf(selection);
  const faults = useMemo(() => faultsByRow(errorsOf(props.findings)), [props.findings]);
  return (
    <div className={classes.scroller}>
      <table
        ref={grid}
        role="grid"
        aria-label={tableWords.title}
        aria-multiselectable
        aria-readonly={readOnly}
        className={classes.grid}
        onCopy={copy}
        onCut={(event) => {
          copy(event);
          if (!typing && !readOnly) onClear();
        }}
        onPaste={(event) =>
          clipped(event, () => {
            if (!readOnly) onPaste(cellsOf(event.clipboardData.getData("text/plain")));
          })
        }
        onFocus={onFocus}
        onKeyDown={onKeyDown}
        onMouseDown={onMouseDown}
      >
        <thead>
          <tr>
            <th className={classes.number} aria-hidden />
            {views.map(({ column, label }) => (
              <th
                key={columnId(column)}
                scope="col"
                data-is={column.is}
                className={classes.columnHead}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, place) => (
            <GridRow
              key={rowId(row, place)}
              {...{ row, place, views }}
              faults={faults.get(place)}
              at={at.row === place ? at.column : null}
              left={isWithin(place, range) ? range.left : null}
              right={isWithin(place, range) ? range.right : null}
              typing={typing?.at.row === place ? { ...typing, onEnd: end } : null}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Keys that go on to the next cell. */
const NEXT = { down: "ArrowDown", right: "ArrowRight", left: "ArrowLeft" } as const;
const UNHELD = { shiftKey: false, ctrlKey: false, metaKey: false } as const;

function isWithin(row: number, { top, bottom }: Range): boolean {
  return row >= top && row <= bottom;
}
