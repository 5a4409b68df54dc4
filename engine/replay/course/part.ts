import { canonicalJson } from "../../definition/canonical.js";
import type { ReleaseBody } from "../../definition/release.js";
import { slim } from "../../interpreter/index.js";

/** Everything that decides how the cases of a workflow go, as text: where it is alike in two releases, nothing has to be played. */
export function coursePart(release: ReleaseBody, id: string): string {
  const workflow = release.workflows.find((one) => one.id === id);
  if (workflow === undefined) return "";
  const rules = release.ruleSets
    .filter((one) => one.workflow === id)
    .map(({ tests: _tests, name: _name, description: _description, ...rest }) => rest);
  const { name: _name, ...program } = slim(workflow);
  return canonicalJson({ program, rules, calendars: release.calendars ?? [] });
}
