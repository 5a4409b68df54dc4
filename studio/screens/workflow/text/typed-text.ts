import { explainedDefinition } from "../../../../engine/definition/explained.js";
import type { Finding } from "../../../../engine/definition/finding.js";
import type { Workflow } from "../../../../engine/definition/workflow.js";
import { definitionIn } from "../../../../engine/text/read.js";
import { readYaml } from "../../../../engine/text/yaml-file.js";
import type { Selection } from "../../../canvas/selection.js";
import type { TextFault } from "../../../text/code-editor.js";
import { placeAt } from "../../../text/place.js";
import { textWords } from "../../../words/text.js";
import { placeOfFinding } from "../edit/finding-place.js";

/** Why a text cannot be read, with the line, and the state or transition that it is about. */
export type UnreadFault = TextFault & {
  readonly line: number;
  readonly about: Selection | null;
};

/** What a text says: a workflow, or why it says none. */
export type ReadText =
  { readonly workflow: Workflow } | { readonly faults: readonly UnreadFault[] };

/** Reads what somebody typed as the workflow with this id. What it names is not looked up: that is the check's part. */
export function readText(text: string, id: string): ReadText {
  const file = readYaml("", text);
  if ("finding" in file) {
    const { line, column, message } = file.finding;
    const at = lineStart(text, line) + column - 1;
    const path = `/${placeAt(text, at).inside.slice(0, 2).join("/")}`;
    return { faults: [{ at, line, message, severity: "error", about: placeOfFinding({ path }) }] };
  }
  const { yaml } = file;
  const faultOf = (found: Finding): UnreadFault => ({
    at: yaml.offsetOf(found.path),
    line: yaml.located(found).line,
    severity: "error",
    message: [found.message, found.fix].filter((part) => part !== undefined).join(" "),
    about: placeOfFinding(found),
  });
  const read = definitionIn("workflow", yaml, explainedDefinition);
  if (!read.ok) return { faults: read.findings.map(faultOf) };
  if (read.value.id === id) return { workflow: read.value };
  const message = textWords.sameId(id);
  return { faults: [faultOf({ code: "schema", severity: "error", path: "/id", message })] };
}

function lineStart(text: string, line: number): number {
  return text
    .split("\n")
    .slice(0, line - 1)
    .reduce((sum, one) => sum + one.length + 1, 0);
}

/** What was typed and is in no step yet, as the browser keeps it, with the text on top of which it was typed. */
export type KeptText = { readonly text: string; readonly base: string };

/** Where a person's text of a workflow is kept until it can be read. A definition tells nothing about patients. */
export function keptText(person: string, id: string) {
  const name = `casewright.text.${person}.${id}`;
  return {
    read: (): KeptText | null => {
      try {
        return JSON.parse(localStorage.getItem(name) ?? "null") as KeptText | null;
      } catch {
        return null;
      }
    },
    write: (kept: KeptText) => {
      try {
        localStorage.setItem(name, JSON.stringify(kept));
      } catch {
        // This browser has no room, or allows none; the text stays as long as the page does.
      }
    },
    clear: () => localStorage.removeItem(name),
  };
}
