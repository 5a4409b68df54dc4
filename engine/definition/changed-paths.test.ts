import { describe, expect, test } from "vitest";
import { shippedRelease } from "../../tests/support/shipped-release.js";
import { changedPaths } from "./changed-paths.js";
import { changedParts, pathOfPart } from "./release-parts.js";
import type { ReleaseBody } from "./release.js";

const shipped = await shippedRelease();
const ticket = shipped.workflows.findIndex(({ id }) => id === "ticket");
const routing = shipped.ruleSets.findIndex(({ id }) => id === "ticket-routing");
const help = shipped.templates.findIndex(({ id }) => id === "sms-help");

/** The shipped release, changed in place. */
function changed(change: (body: ReleaseBody) => unknown): ReleaseBody {
  const body = structuredClone(shipped);
  change(body);
  return body;
}

const workflowIn = ({ workflows }: ReleaseBody) => found(workflows[ticket]);
/** Those of the routing. */
const rulesIn = ({ ruleSets }: ReleaseBody) => found(ruleSets[routing]?.rules);

function found<Of>(one: Of | undefined): Of {
  if (one === undefined) throw new Error("not shipped any more");
  return one;
}

const CASES: readonly (readonly [string, ReleaseBody, readonly [string, string][]])[] = [
  ["nothing", changed(() => null), []],
  [
    "the text of one message in one language",
    changed(({ templates }) => {
      found(templates[help]).texts.sms["en"] = "Another text";
    }),
    [["templates/sms-help/texts/sms/en", `/templates/${String(help)}/texts/sms/en`]],
  ],
  [
    "a language that a message had",
    changed(({ templates }) => delete found(templates[help]).texts.sms["sw"]),
    [["templates/sms-help/texts/sms/sw", `/templates/${String(help)}/texts/sms`]],
  ],
  [
    "a message less",
    changed(({ templates }) => templates.splice(help, 1)),
    [["templates/sms-help", "/templates"]],
  ],
  [
    "how long a clock runs",
    changed((body) => {
      found(workflowIn(body).clocks?.["first_response"]).target = "PT1H";
    }),
    [
      [
        "workflows/ticket/clocks/first_response/target",
        `/workflows/${String(ticket)}/clocks/first_response/target`,
      ],
    ],
  ],
  [
    "the first rule, moved to the end",
    changed((body) => {
      const [first, ...others] = rulesIn(body);
      found(body.ruleSets[routing]).rules = [...others, found(first)];
    }),
    [["ruleSets/ticket-routing/rules", `/ruleSets/${String(routing)}/rules`]],
  ],
  [
    "what the second rule asks, and no other",
    changed((body) => {
      found(rulesIn(body)[1]).name = "Another name";
    }),
    [
      [
        "ruleSets/ticket-routing/rules/data-breach/name",
        `/ruleSets/${String(routing)}/rules/1/name`,
      ],
    ],
  ],
  [
    "a rule less at the beginning, which moves all others",
    changed((body) => rulesIn(body).shift()),
    [["ruleSets/ticket-routing/rules/red-flag", `/ruleSets/${String(routing)}/rules`]],
  ],
  [
    "transitions the other way round",
    changed((body) => {
      const workflow = workflowIn(body);
      workflow.transitions = Object.fromEntries(Object.entries(workflow.transitions).toReversed());
    }),
    [["workflows/ticket/transitions", `/workflows/${String(ticket)}/transitions`]],
  ],
  [
    "what a role may do",
    changed(({ organisation }) => {
      found(organisation.roles[1]).permissions = ["case.read"];
    }),
    [["organisation/roles/support/permissions", "/organisation/roles/1/permissions"]],
  ],
  [
    "where a state stands in the picture",
    changed((body) => {
      workflowIn(body).layout = { new: [1, 2] };
    }),
    [],
  ],
];

describe("where two releases differ", () => {
  test.each(CASES)("is told as deep as it can be: %s", (_what, after, paths) => {
    expect(
      changedPaths(shipped, after).map(({ keys, pointer }) => [keys.join("/"), pointer]),
    ).toEqual(paths);
  });

  test.each(CASES)("is in the same parts in which they differ at all: %s", (_what, after) => {
    const parts = changedPaths(shipped, after).map(({ keys }) => keys.slice(0, 2).join("/"));
    expect(new Set(parts)).toEqual(new Set(changedParts(shipped, after).map(pathOfPart)));
  });
});
