/** A reply that somebody has begun. */
export type Draft = { readonly action: string | null; readonly text: string };

const EMPTY: Draft = { action: null, text: "" };

/** Drafts by case id. In memory only: what is written about patients must not stay on a shared computer. */
const drafts = new Map<string, Draft>();

/** The drafts of this tab. */
export const draftStore = {
  read: (caseId: string): Draft => drafts.get(caseId) ?? EMPTY,
  write(caseId: string, draft: Draft): void {
    if (draft.text === "") drafts.delete(caseId);
    else drafts.set(caseId, draft);
  },
};
