import { pointer } from "../finding.js";
import { suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";
import type { Subject } from "./names.js";

/** What is drawn on a workflow: W069 notes about states that do not exist. */
export function lintDrawing({ workflow }: Subject): readonly Draft[] {
  const { states, notes = {} } = workflow;
  return Object.entries(notes).flatMap(([id, { about }]) =>
    about === undefined || Object.hasOwn(states, about)
      ? []
      : [
          draft("W069", pointer("notes", id, "about"), `There is no state \`${about}\`.`, () =>
            suggestion(about, Object.keys(states)),
          ),
        ],
  );
}
