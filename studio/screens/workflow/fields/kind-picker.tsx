import { Button, TextInput } from "@mantine/core";
import { useId, useRef, useState } from "react";
import { fieldsWords } from "../../../words/fields.js";
import type { KindWords } from "../../../words/fields-en.js";
import classes from "./fields.module.css";

/** A button that opens a list of kinds to search in; what is chosen is added. */
export function KindPicker({
  add,
  kinds,
  onChoose,
}: {
  /** Text of the button. */
  readonly add: string;
  readonly kinds: readonly (KindWords & { readonly id: string })[];
  readonly onChoose: (kind: string) => void;
}) {
  const [search, setSearch] = useState<string | null>(null);
  const list = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const found = kinds.filter(({ name, says }) =>
    `${name} ${says}`.toLowerCase().includes((search ?? "").trim().toLowerCase()),
  );
  const choose = (kind: string) => {
    setSearch(null);
    onChoose(kind);
  };
  return (
    <div
      onKeyDown={(event) => {
        if (event.key !== "Escape" || search === null) return;
        // The panel around it would close with it.
        event.preventDefault();
        event.stopPropagation();
        setSearch(null);
        opener.current?.focus();
      }}
    >
      <Button
        ref={opener}
        variant="default"
        size="compact-sm"
        aria-expanded={search !== null}
        aria-controls={list}
        onClick={() => setSearch(search === null ? "" : null)}
      >
        {add}
      </Button>
      <div id={list} hidden={search === null}>
        {search === null ? null : (
          <>
            <TextInput
              mt="xs"
              autoFocus
              aria-label={fieldsWords.kinds.search}
              placeholder={fieldsWords.kinds.search}
              value={search}
              onChange={({ currentTarget }) => setSearch(currentTarget.value)}
              onKeyDown={(event) => {
                const [first] = found;
                if (event.key !== "Enter" || !first) return;
                event.preventDefault();
                choose(first.id);
              }}
            />
            <ul className={classes.kinds} aria-label={add}>
              {found.map(({ id, name, says }) => (
                <li key={id}>
                  <button type="button" className={classes.kind} onClick={() => choose(id)}>
                    <b>{name}</b>
                    <span className={classes.quiet}>{says}</span>
                  </button>
                </li>
              ))}
            </ul>
            {found.length === 0 ? <p className={classes.quiet}>{fieldsWords.kinds.none}</p> : null}
          </>
        )}
      </div>
    </div>
  );
}
