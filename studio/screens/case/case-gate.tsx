import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { CaseDetail } from "../../../engine/protocol/case.js";
import { caseQuery } from "../../api/cases.js";
import { Problem } from "../../api/problem.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";

/** Fetches a ticket for a screen about it; says so where it is not there, not theirs, or erased. */
export function CaseGate({
  id,
  children,
}: {
  readonly id: string;
  readonly children: (detail: CaseDetail) => ReactNode;
}) {
  const { isPending, error, data, refetch } = useQuery(caseQuery(id));
  if (isPending) return <Waiting />;
  if (error instanceof Problem && error.code === "erased")
    return (
      <Empty icon="lock" title={words.case.erasedTitle} level={1}>
        {words.case.erasedText}
      </Empty>
    );
  if (data) return children(data);
  const isMissing = error instanceof Problem && [403, 404, 422].includes(error.status);
  return isMissing ? (
    <Empty icon="search" title={words.case.missingTitle} level={1}>
      {words.case.missingText}
    </Empty>
  ) : (
    <ProblemNote error={error} onRetry={() => void refetch()} />
  );
}
