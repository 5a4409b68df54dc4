import type { ReleaseBody } from "../../engine/definition/release.js";
import type { Workflow } from "../../engine/definition/workflow.js";
import { entriesOf, type ListName } from "./release-lists.js";
import { queueSteps } from "./new-queue.js";
import type { ReleaseStep } from "./release-steps.js";

/** What has to be known of a new workflow. */
export type NewWorkflow = {
  readonly name: string;
  /** Letters, digits and dashes; nothing in the release has it. */
  readonly id: string;
  /** One to three capital letters, with which the ids of its cases begin; no other workflow has them. */
  readonly prefix: string;
  /** Ids of the roles whose people work on its cases. */
  readonly roles: readonly string[];
};

/** What a new workflow calls its first states, ways and fields, in the language of whoever makes it. */
export type NewWorkflowWords = {
  readonly begun: string;
  readonly ended: string;
  readonly end: string;
  readonly about: string;
  readonly priorities: readonly string[];
};

/** Longest id. */
const ID_LENGTH = 40;

/**
 * The smallest workflow that can be published and worked with: one state in which cases begin, one in which they end, the way
 * between, a queue in which they wait and the right of its roles to see it. One step, so that it is there as a whole or not at all.
 */
export function newWorkflow(
  body: ReleaseBody,
  asked: NewWorkflow,
  words: NewWorkflowWords,
): ReleaseStep {
  const { id } = asked;
  const entry = smallest(asked, words);
  return {
    do: "together",
    about: { list: "workflows", id },
    steps: [...queueSteps(body, asked), { do: "add", to: "workflows", entry }],
  };
}

/** An id made of a name: free in all these lists of the release. */
export function idFor(name: string, body: ReleaseBody, lists: readonly ListName[]): string {
  const plain = withoutMarks(name).toLowerCase();
  const slug = plain.replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+|-+$/g, "");
  const taken = new Set(lists.flatMap((list) => entriesOf(body, list).map(({ id }) => id)));
  const root = slug === "" ? "workflow" : slug.slice(0, ID_LENGTH - 4).replace(/-+$/, "");
  return firstFree(root, (n) => `${root}-${String(n)}`, taken);
}

/** First letters for ids of cases, made of a name: free among the workflows of the release. */
export function prefixFor(name: string, { workflows }: ReleaseBody): string {
  const words = withoutMarks(name)
    .toUpperCase()
    .match(/[A-Z]+/g) ?? ["X"];
  const initials = words
    .map((word) => word.charAt(0))
    .join("")
    .slice(0, 3);
  const letters = words.join("");
  const taken = new Set(workflows.map(({ subject }) => subject.prefix));
  const wanted = [initials, letters.slice(0, 2), letters.slice(0, 3), letters.slice(0, 1)];
  const others = ALPHABET.flatMap((second) => ALPHABET.map((third) => `X${second}${third}`));
  return [...wanted, ...others].find((one) => one !== "" && !taken.has(one)) ?? "";
}

const ALPHABET = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

function smallest({ id, name, prefix, roles }: NewWorkflow, words: NewWorkflowWords): Workflow {
  const [priority = "Normal"] = words.priorities;
  return {
    kind: "workflow",
    spec: 1,
    id,
    name,
    subject: { type: name, prefix, title: "about" },
    data: {
      type: "object",
      properties: {
        about: {
          type: "string",
          title: words.about,
          minLength: 1,
          maxLength: 2000,
          "x-widget": "textarea",
          "x-phi": "clinical",
        },
      },
      required: ["about"],
      additionalProperties: false,
    },
    priorities: [...words.priorities],
    defaultPriority: words.priorities.at(-1) ?? priority,
    defaultQueue: id,
    messageField: "about",
    initial: "begun",
    states: {
      begun: { name: words.begun, class: "new" },
      ended: { name: words.ended, class: "done", final: true },
    },
    transitions: { end: { name: words.end, from: ["begun"], to: "ended", by: [...roles] } },
  };
}

/** Letters without what stands above and below them. */
function withoutMarks(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}/gu, "");
}

function firstFree(root: string, next: (n: number) => string, taken: ReadonlySet<string>): string {
  if (!taken.has(root)) return root;
  for (let n = 2; ; n += 1) if (!taken.has(next(n))) return next(n);
}
