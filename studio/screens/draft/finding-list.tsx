import { Button } from "@mantine/core";
import type { Finding } from "../../../engine/definition/finding.js";
import { draftWords } from "../../words/draft.js";
import classes from "./draft.module.css";

/** What the check says: errors first, each with its mend and, where it is elsewhere, the way there. */
export function FindingList({
  findings,
  onShow,
  canShow = () => true,
  whereOf = () => undefined,
}: {
  readonly findings: readonly Finding[];
  readonly onShow?: (finding: Finding) => void;
  /** Whether there is a place to show. */
  readonly canShow?: (finding: Finding) => boolean;
  /** What it is about, where findings about several things stand together. */
  readonly whereOf?: (finding: Finding) => string | undefined;
}) {
  if (findings.length === 0) return null;
  return (
    <ul className={classes.findings}>
      {findings.map((finding) => (
        <li
          key={`${finding.code}${finding.path}${finding.message}`}
          data-severity={finding.severity}
        >
          <span>
            {whereOf(finding) === undefined ? null : <b>{whereOf(finding)}: </b>}
            {finding.message} {finding.fix}
          </span>
          {onShow && canShow(finding) ? (
            <Button size="compact-xs" variant="default" onClick={() => onShow(finding)}>
              {draftWords.show}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** How many problems, which stop a publication, and how many hints, which do not. */
export function FindingCounts({ findings }: { readonly findings: readonly Finding[] }) {
  const errors = errorsOf(findings).length;
  const hints = findings.length - errors;
  return (
    <>
      {errors > 0 ? <span className={classes.wrong}>{draftWords.problems(errors)}</span> : null}
      {hints > 0 ? <span className={classes.hint}>{draftWords.hints(hints)}</span> : null}
    </>
  );
}

/** The findings that stop a publication. */
export function errorsOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ severity }) => severity === "error");
}
