import { useEffect, useRef, type ReactNode } from "react";
import classes from "./table.module.css";

/** A table with its caption. Roles are written out because a narrow screen lays the cells out as blocks, and some browsers then forget the table. */
export function Table({
  caption,
  columns,
  children,
}: {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly children: ReactNode;
}) {
  return (
    <table role="table" className={classes.table}>
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column} role="columnheader" scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  );
}

/** A cell, with the heading that a narrow screen shows beside it. */
export function Cell({
  heading,
  children,
}: {
  readonly heading: string;
  readonly children: ReactNode;
}) {
  return (
    <td role="cell" data-heading={heading}>
      {children}
    </td>
  );
}

/** The button that opens the panel of what a line is about. */
export function Choose({
  onClick,
  children,
}: {
  readonly onClick: () => void;
  readonly children: string;
}) {
  return (
    <button type="button" className={classes.choose} onClick={onClick}>
      {children}
    </button>
  );
}

/** Sentences below each other; a dash for none. */
export function Lines({ items }: { readonly items: readonly string[] }) {
  if (items.length === 0) return "–";
  return (
    <ul className={classes.lines}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}

/** A line; one that somebody has come to is brought into sight. */
export function Row({
  isHere: here = false,
  children,
}: {
  readonly isHere?: boolean;
  readonly children: ReactNode;
}) {
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (here) row.current?.scrollIntoView({ block: "nearest" });
  }, [here]);
  return (
    <tr ref={row} role="row" className={classes.row} aria-current={here || undefined}>
      {children}
    </tr>
  );
}
