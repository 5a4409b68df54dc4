import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ProblemNote } from "../../ui/notes.js";
import { SlowNote } from "../../ui/slow-note.js";
import { Waiting } from "../../ui/waiting.js";

/** What the servers were asked about the past, which may take them a while: that it is on its way, why it did not come, or it. */
export function Asked<Answer>({
  query,
  words,
  children,
}: {
  readonly query: UseQueryResult<Answer>;
  readonly words: { readonly asking: string; readonly errorTitle: string };
  readonly children: (answer: Answer) => ReactNode;
}) {
  if (query.isPending)
    return (
      <>
        <Waiting label={words.asking} />
        <SlowNote />
      </>
    );
  return (
    <>
      {query.isError ? (
        <ProblemNote
          error={query.error}
          title={words.errorTitle}
          onRetry={() => void query.refetch()}
        />
      ) : null}
      {query.data === undefined ? null : children(query.data)}
    </>
  );
}
