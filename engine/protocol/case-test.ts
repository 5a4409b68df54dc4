import { Type, type Static } from "@sinclair/typebox";
import { workflowTestSchema } from "../definition/scenario.js";

const id = Type.Union([Type.String(), Type.Null()]);

/** Where a story comes out otherwise than the case that it tells, because what had decided there was not kept. */
export const storyDifferenceSchema = Type.Object(
  {
    step: Type.Integer({ minimum: 1, description: "Of the test, from 1" }),
    what: Type.Union(
      [
        Type.Literal("state"),
        Type.Literal("queue"),
        Type.Literal("priority"),
        Type.Literal("asks"),
        Type.Literal("unfit"),
      ],
      {
        description:
          "`asks`: what is sent, asked and called. `unfit`: what came next could not happen any more, and is no step of the test",
      },
    ),
    was: { ...id, description: "In the case; null for what is no id of the release" },
    is: { ...id, description: "In the test" },
  },
  { $id: "StoryDifference" },
);
export type StoryDifference = Static<typeof storyDifferenceSchema>;

/** A case as a test of its workflow, with nothing of the patient in it. */
export const caseTestSchema = Type.Object(
  {
    workflow: Type.String(),
    release: Type.Integer({
      description: "That the case followed: the test expects what came of it there",
    }),
    test: Type.Omit(workflowTestSchema, ["name"]),
    leftOut: Type.Array(
      Type.Object({
        what: Type.String({
          description:
            "A kind of event that no test can say, or `later`: what came after as many steps as a test may have",
        }),
        n: Type.Integer({ minimum: 1 }),
      }),
    ),
    differs: Type.Array(storyDifferenceSchema, {
      description: "Empty when the test comes out as the case did",
    }),
  },
  { $id: "CaseTest" },
);
export type CaseTest = Static<typeof caseTestSchema>;
