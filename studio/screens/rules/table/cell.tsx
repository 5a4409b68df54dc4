import { useEffect, useRef, type ComponentProps, type KeyboardEvent } from "react";
import type { ColumnView } from "./table-world.js";
import classes from "./table.module.css";

/** How typing into a cell ends: with what was typed, and where to go on; or not at all. */
export type Ended = {
  readonly text: string;
  readonly next: "down" | "right" | "left" | "stay";
} | null;

type Props = {
  readonly view: ColumnView;
  readonly label: string;
  /** What stands there, or the first letter that somebody typed over it. */
  readonly start: string;
  readonly listId: string;
  readonly onEnd: (ended: Ended) => void;
};

/** The field in a cell while somebody types there. Enter, Tab and leaving it keep what was typed; Escape does not. */
export function CellField({ view, label, start, listId, onEnd }: Props) {
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null);
  const hasEnded = useRef(false);
  const end = (ended: Ended) => {
    if (hasEnded.current) return;
    hasEnded.current = true;
    onEnd(ended);
  };
  useEffect(() => {
    const { current } = field;
    current?.focus();
    // What is typed next comes behind what stands there.
    if (current instanceof HTMLInputElement) current.setSelectionRange(start.length, start.length);
  }, [start.length]);
  const keep = (next: NonNullable<Ended>["next"]) =>
    end({ text: field.current?.value ?? start, next });
  const shared = {
    ref: field,
    className: classes.field,
    "aria-label": label,
    defaultValue: start,
    onBlur: () => keep("stay"),
    onKeyDown: (event: KeyboardEvent) => {
      event.stopPropagation();
      if (event.key === "Escape") end(null);
      else if (event.key === "Enter") keep("down");
      else if (event.key === "Tab") keep(event.shiftKey ? "left" : "right");
      else return;
      event.preventDefault();
    },
  };
  if (view.choices) return <Choosing {...shared} choices={view.choices} />;
  return (
    <>
      <input {...shared} list={view.offered.length > 0 ? listId : undefined} autoComplete="off" />
      {view.offered.length > 0 ? (
        <datalist id={listId}>
          {view.offered.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      ) : null}
    </>
  );
}

function Choosing({
  choices,
  ...shared
}: ComponentProps<"select"> & { readonly choices: NonNullable<ColumnView["choices"]> }) {
  const start = String(shared.defaultValue);
  const isKnown = start === "" || choices.some(({ value }) => value === start);
  return (
    <select {...shared}>
      <option value="">–</option>
      {isKnown ? null : <option value={start}>{start}</option>}
      {choices.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
}
