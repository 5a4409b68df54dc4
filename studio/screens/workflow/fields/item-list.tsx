import { ActionIcon } from "@mantine/core";
import { useId, useLayoutEffect, useRef, useState, type DragEvent, type ReactNode } from "react";
import { Icon, type IconName } from "../../../ui/icons.js";
import { fieldsWords } from "../../../words/fields.js";
import classes from "./fields.module.css";
import { placeAfterMove } from "./moved.js";

/** One entry of a list that can be put in order. */
export type Item = {
  /** What it is, in a sentence. */
  readonly title: string;
  readonly trouble?: string | undefined;
};

/** What can be done with the entries of a list. What is missing cannot. */
type Changes = {
  readonly onMove?: (from: number, to: number) => void;
  readonly onDuplicate?: (place: number) => void;
  readonly onRemove?: (place: number) => void;
};

/**
 * Entries in an order, each told in a sentence and opened to change it. They are moved with buttons or by dragging; the focus
 * stays with what was moved.
 */
export function ItemList({
  items,
  label,
  open,
  onOpen,
  children,
  ...changes
}: Changes & {
  readonly items: readonly Item[];
  readonly label: string;
  /** Place of the entry that is open. */
  readonly open: number | null;
  readonly onOpen: (place: number | null) => void;
  /** What the open entry holds. */
  readonly children: (place: number) => ReactNode;
}) {
  const list = useRef<HTMLOListElement>(null);
  const focus = useRef<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const dragged = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (focus.current === null) return;
    list.current?.querySelectorAll<HTMLElement>("[data-item]")[focus.current]?.focus();
    focus.current = null;
  });
  useLayoutEffect(() => {
    // Something added opens, and the list that it was chosen from takes the focus away with it.
    if (open === null || document.activeElement !== document.body) return;
    list.current?.querySelectorAll<HTMLElement>("[data-item]")[open]?.focus();
  }, [open]);
  const move = (from: number, to: number) => {
    changes.onMove?.(from, to);
    if (open !== null) onOpen(placeAfterMove(open, from, to));
    focus.current = to;
  };
  const drop = (to: number) => {
    const from = dragged.current;
    dragged.current = null;
    setOver(null);
    if (from !== null && from !== to) move(from, to);
  };
  if (items.length === 0) return null;
  return (
    <ol ref={list} className={classes.items} aria-label={label}>
      {items.map((item, place) => (
        <ListItem
          key={place}
          {...{ item, place }}
          last={items.length - 1}
          isOpen={open === place}
          isOver={over === place}
          drag={
            changes.onMove && {
              onStart: () => (dragged.current = place),
              onOver: () => {
                if (dragged.current !== null) setOver(place);
              },
              onDrop: () => drop(place),
            }
          }
          onToggle={() => onOpen(open === place ? null : place)}
          {...(changes.onMove ? { onMove: (to: number) => move(place, to) } : {})}
          {...(changes.onDuplicate
            ? {
                onDuplicate: () => {
                  changes.onDuplicate?.(place);
                  onOpen(place + 1);
                  focus.current = place + 1;
                },
              }
            : {})}
          {...(changes.onRemove
            ? {
                onRemove: () => {
                  changes.onRemove?.(place);
                  onOpen(null);
                  focus.current = Math.max(0, Math.min(place, items.length - 2));
                },
              }
            : {})}
        >
          {children}
        </ListItem>
      ))}
    </ol>
  );
}

function ListItem({
  item: { title, trouble },
  place,
  last,
  isOpen,
  isOver,
  drag,
  onToggle,
  onMove,
  onDuplicate,
  onRemove,
  children,
}: {
  readonly item: Item;
  readonly place: number;
  readonly last: number;
  readonly isOpen: boolean;
  readonly isOver: boolean;
  readonly drag:
    | { readonly onStart: () => void; readonly onOver: () => void; readonly onDrop: () => void }
    | undefined;
  readonly onToggle: () => void;
  readonly onMove?: (to: number) => void;
  readonly onDuplicate?: () => void;
  readonly onRemove?: () => void;
  readonly children: (place: number) => ReactNode;
}) {
  const body = useId();
  const { list } = fieldsWords;
  return (
    <li
      className={classes.item}
      data-open={isOpen}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        drag?.onOver();
      }}
      onDrop={(event) => {
        event.preventDefault();
        drag?.onDrop();
      }}
    >
      <button
        type="button"
        data-item
        className={classes.head}
        aria-expanded={isOpen}
        aria-controls={body}
        onClick={onToggle}
        draggable={drag !== undefined}
        title={drag ? list.drag : undefined}
        onDragStart={(event) => {
          keepData(event, title);
          drag?.onStart();
        }}
      >
        <span>
          {title}
          {trouble === undefined ? null : <span className={classes.trouble}>{trouble}</span>}
        </span>
      </button>
      <div id={body} className={classes.body} hidden={!isOpen}>
        {isOpen ? (
          <>
            {children(place)}
            <div className={classes.tools}>
              {onMove ? (
                <>
                  <Tool
                    icon="up"
                    label={list.up(title)}
                    disabled={place === 0}
                    onClick={() => onMove(place - 1)}
                  />
                  <Tool
                    icon="down"
                    label={list.down(title)}
                    disabled={place === last}
                    onClick={() => onMove(place + 1)}
                  />
                </>
              ) : null}
              {onDuplicate ? (
                <Tool icon="copy" label={list.duplicate(title)} onClick={onDuplicate} />
              ) : null}
              {onRemove ? (
                <Tool icon="cross" label={list.remove(title)} onClick={onRemove} />
              ) : null}
            </div>
          </>
        ) : null}
      </div>
    </li>
  );
}

/** Firefox drags nothing that carries no data. */
function keepData({ dataTransfer }: DragEvent, title: string): void {
  dataTransfer.setData("text/plain", title);
  dataTransfer.effectAllowed = "move";
}

function Tool({
  icon,
  label,
  disabled = false,
  onClick,
}: {
  readonly icon: IconName;
  readonly label: string;
  readonly disabled?: boolean;
  readonly onClick: () => void;
}) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} size={16} />
    </ActionIcon>
  );
}
