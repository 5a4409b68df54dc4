import { pointer } from "../finding.js";
import type { Workflow } from "../workflow.js";
import { suggestion } from "../wording.js";
import { draft, type Draft } from "./codes.js";
import type { Subject } from "./names.js";

/** What is drawn on a workflow: W069 notes about states that do not exist, W070 groups of those, or of what another has. */
export function lintDrawing({ workflow }: Subject): readonly Draft[] {
  return [...noteDrafts(workflow), ...groupDrafts(workflow)];
}

function noteDrafts({ states, notes = {} }: Workflow): readonly Draft[] {
  return Object.entries(notes).flatMap(([id, { about }]) =>
    about === undefined || Object.hasOwn(states, about)
      ? []
      : [missing("W069", pointer("notes", id, "about"), { state: about, states })],
  );
}

function groupDrafts({ states, groups = {} }: Workflow): readonly Draft[] {
  const taken = new Set<string>();
  return Object.entries(groups).flatMap(([id, group]) =>
    group.states.flatMap((state, place) => {
      const path = pointer("groups", id, "states", place);
      if (!Object.hasOwn(states, state)) return [missing("W070", path, { state, states })];
      if (!taken.has(state)) {
        taken.add(state);
        return [];
      }
      const fix = "Leave it in one of them; the picture draws it in the first.";
      return [draft("W070", path, `\`${state}\` is in another group already.`, fix)];
    }),
  );
}

function missing(
  code: "W069" | "W070",
  path: string,
  { state, states }: { readonly state: string; readonly states: Workflow["states"] },
): Draft {
  return draft(code, path, `There is no state \`${state}\`.`, () =>
    suggestion(state, Object.keys(states)),
  );
}
