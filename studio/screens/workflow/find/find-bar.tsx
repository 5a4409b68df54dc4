import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useEffect, useEffectEvent, useId, useRef } from "react";
import type { Selection } from "../../../canvas/selection.js";
import { Icon } from "../../../ui/icons.js";
import { findWords } from "../../../words/find.js";
import { detailTitle } from "../detail.js";
import type { Subject } from "../names.js";
import type { Place } from "./place.js";
import classes from "./find.module.css";
import type { Find } from "./use-find.js";

/** The field in which somebody looks for something in the picture or the table, and the way from one to the next. */
export function FindBar({
  find,
  subject,
  onOpen,
}: {
  readonly find: Find;
  readonly subject: Subject;
  readonly onOpen: (place: Selection) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  useFindKey(() => {
    input.current?.focus();
    input.current?.select();
  });
  const { typed, type, places, here, go } = find;
  return (
    <search className={classes.find}>
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          go(1);
        }}
      >
        <TextInput
          ref={input}
          className={classes.field ?? ""}
          aria-label={findWords.label}
          aria-describedby={hint}
          placeholder={findWords.placeholder}
          leftSection={<Icon name="search" />}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="next"
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && event.shiftKey) go(-1);
            else if (event.key === "Escape" && typed !== "") type("");
            else return;
            event.preventDefault();
          }}
        />
        {typed === "" ? null : (
          <span className={classes.buttons}>
            <ActionIcon variant="default" aria-label={findWords.previous} onClick={() => go(-1)}>
              <Icon name="up" size={16} />
            </ActionIcon>
            <ActionIcon variant="default" type="submit" aria-label={findWords.next}>
              <Icon name="down" size={16} />
            </ActionIcon>
            <ActionIcon
              variant="default"
              aria-label={findWords.clear}
              onClick={() => {
                type("");
                input.current?.focus();
              }}
            >
              <Icon name="cross" size={16} />
            </ActionIcon>
          </span>
        )}
        <span role="status" className={classes.count}>
          {places === null ? null : countWords(subject, places, here)}
        </span>
        {here ? (
          <Button size="compact-sm" variant="default" onClick={() => onOpen(here)}>
            {findWords.open(detailTitle(subject, here) ?? here.id)}
          </Button>
        ) : null}
      </form>
      <p id={hint} className={classes.hint} data-shown={typed !== ""}>
        {findWords.hint}
      </p>
    </search>
  );
}

function countWords(subject: Subject, places: readonly Place[], here: Place | null): string {
  if (places.length === 0) return findWords.none;
  if (!here) return findWords.all(places.length);
  return findWords.here(
    places.indexOf(here) + 1,
    places.length,
    detailTitle(subject, here) ?? here.id,
  );
}

/** Ctrl+F comes here; pressed again in the field, it is the browser's own. */
function useFindKey(focus: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key.toLowerCase() !== "f" || !(event.ctrlKey || event.metaKey) || event.shiftKey)
      return;
    if (document.activeElement?.closest("search, [aria-modal]")) return;
    event.preventDefault();
    focus();
  });
  useEffect(() => {
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}
