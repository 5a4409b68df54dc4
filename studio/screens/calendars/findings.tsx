import type { Finding } from "../../../engine/definition/finding.js";
import { FindingList } from "../draft/finding-list.js";

/** What is wrong at one place of a calendar itself; nothing where all is well. */
export function FieldFindings({
  findings,
  path,
}: {
  readonly findings: readonly Finding[];
  readonly path: string;
}) {
  return <FindingList findings={findings.filter((one) => one.path === path)} />;
}

/** What is wrong inside of one place, with paths that begin there. */
export function findingsAt(findings: readonly Finding[], path: string): readonly Finding[] {
  return findings
    .filter((one) => one.path.startsWith(`${path}/`))
    .map((one) => ({ ...one, path: one.path.slice(path.length) }));
}
