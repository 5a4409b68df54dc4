import { ActionIcon } from "@mantine/core";
import type { ReactNode } from "react";
import type { Difference } from "../../nodes/compared.js";
import { Icon } from "../../ui/icons.js";
import { useSingleKeys } from "../../ui/keys.js";
import { compareWords as say } from "../../words/compare.js";
import type { WorkflowChange } from "./changes.js";
import classes from "./compare.module.css";

type Props = {
  /** Of the workflow. */
  readonly name: string;
  readonly changes: readonly WorkflowChange[];
  /** The one that somebody is at; null before the first. */
  readonly at: number | null;
  /** Said to somebody who chose what no change is about. */
  readonly missed: string;
  readonly onGo: (place: number) => void;
  readonly onStep: (by: 1 | -1) => void;
  /** The pictures. */
  readonly children: ReactNode;
};

/** The way from one difference to the next above the pictures, and all of them as sentences below. */
export function ChangeSteps({ name, changes, at, missed, onGo, onStep, children }: Props) {
  const hasKeys = useSingleKeys();
  const sentence = at === null ? "" : (changes[at]?.sentence ?? "");
  const standing = at === null ? say.all(changes.length) : say.at(at + 1, changes.length, sentence);
  return (
    <>
      <div role="group" aria-label={say.steps} className={classes.steps}>
        <ActionIcon variant="default" aria-label={say.previous} onClick={() => onStep(-1)}>
          <Icon name="up" size={16} />
        </ActionIcon>
        <ActionIcon variant="default" aria-label={say.next} onClick={() => onStep(1)}>
          <Icon name="down" size={16} />
        </ActionIcon>
        <p role="status">{missed === "" ? standing : missed}</p>
      </div>
      {children}
      <p className={classes.quiet}>{hasKeys ? say.keys : say.hint}</p>
      <ol className={classes.changes} aria-label={say.list(name)}>
        {changes.map(({ difference, sentence: said, items }, place) => (
          <li key={place}>
            <button
              type="button"
              className={classes.change}
              aria-current={place === at ? "step" : undefined}
              onClick={() => onGo(place)}
            >
              <DifferenceSign difference={difference} />
              <span>
                {said}
                {items.length === 0 ? (
                  <span className={classes.quiet}> ({say.unpictured})</span>
                ) : null}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

/** What became of something, by a sign and a word, as the pictures have it. */
function DifferenceSign({ difference }: { readonly difference: Difference }) {
  return (
    <span className={classes.sign} data-difference={difference}>
      <span aria-hidden="true">{say.signs[difference]}</span> {say.differences[difference]}
    </span>
  );
}
