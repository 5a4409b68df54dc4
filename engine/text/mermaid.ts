import type { Workflow } from "../definition/workflow.js";

/** Stands for every state that is not an end. */
const ANYWHERE = "anywhere";

/**
 * A workflow as a state diagram in Mermaid, which documentation tools draw. What leaves a case where it is has no arrow and is
 * named in a comment, as is what somebody noted on the whole; a note about a state stands beside it.
 */
export function mermaidText({
  name,
  states,
  initial,
  transitions,
  notes = {},
  groups = {},
}: Workflow): string {
  const ids = Object.keys(states);
  // Not the ids of ours: some of them are words of Mermaid's.
  const node = (id: string) => `s${String(ids.indexOf(id) + 1)}`;
  const all = Object.values(transitions);
  const moving = all.filter(({ to }) => to !== undefined);
  const staying = all.filter(({ to }) => to === undefined);
  const isAnywhere = moving.some(({ from }) => from === "*");
  const arrows = moving.flatMap(({ name: what, from, to = "" }) =>
    (from === "*" ? [ANYWHERE] : from.map(node)).map(
      (start) => `${start} --> ${node(to)}: ${label(what)}`,
    ),
  );
  const ends = ids.filter((id) => states[id]?.final).map((id) => `${node(id)} --> [*]`);
  const stateLine = (id: string) => `state "${label(states[id]?.name ?? id)}" as ${node(id)}`;
  const framed = new Set<string>();
  const frames = Object.values(groups).map(({ name: called, states: members }) => ({
    called,
    members: members.filter((id) => Object.hasOwn(states, id) && !framed.has(id) && framed.add(id)),
  }));
  const lines = [
    ...frames
      .filter(({ members }) => members.length > 0)
      .flatMap(({ called, members }, place) => [
        `state "${label(called)}" as g${String(place + 1)} {`,
        ...members.map((id) => `  ${stateLine(id)}`),
        "}",
      ]),
    ...ids.filter((id) => !framed.has(id)).map(stateLine),
    ...(isAnywhere ? [`state "…" as ${ANYWHERE}`] : []),
    `[*] --> ${node(initial)}`,
    ...arrows,
    ...ends,
    ...staying.map(({ name: what }) => `%% ${label(what)}`),
    ...Object.values(notes).map(({ text, about = "" }) =>
      Object.hasOwn(states, about)
        ? `note right of ${node(about)}: ${label(text)}`
        : `%% ${label(text)}`,
    ),
  ];
  const title = JSON.stringify(name);
  return `---\ntitle: ${title}\n---\nstateDiagram-v2\n${lines.map((one) => `  ${one}\n`).join("")}`;
}

/** Signs that mean something to Mermaid, as its entity codes. */
function label(text: string): string {
  return text
    .replace(/[#;:"<>{}[\]%|\\]/g, (sign) => `#${String(sign.charCodeAt(0))};`)
    .replace(/\s+/g, " ");
}
