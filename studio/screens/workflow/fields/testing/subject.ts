import { CONTRIBUTED } from "../../../../../tests/definitions/corpus.js";
import { laboratory, withSamples } from "../../../../../tests/support/laboratory.js";
import { withParallelWork } from "../../../../../tests/support/parallel-work.js";
import { shippedRelease } from "../../../../../tests/support/shipped-release.js";
import type { Subject } from "../../names.js";

/** A workflow of a release that has one of everything: what we ship, and the made-up workflows of the tests. */
export async function subjectNamed(id: string): Promise<Subject> {
  const lab = laboratory("https://lab.example/orders");
  const body = withParallelWork(withSamples(await shippedRelease(), [lab]));
  const workflow = body.workflows.find((one) => one.id === id);
  if (!workflow) throw new Error(`there is no workflow ${id}`);
  return { body, workflow, effects: CONTRIBUTED.effects };
}
