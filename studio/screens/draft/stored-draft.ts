import { UNCHANGED, type Draft } from "../../draft/draft.js";

/** A draft as it is kept: with the number of the release that it was begun on. */
export type StoredDraft<Step> = { readonly release: number; readonly draft: Draft<Step> };

/** What a draft changes: a kind of definition and its id. */
export type DraftOf = { readonly kind: "rules" | "template"; readonly id: string };

/**
 * The draft that a person has of one definition, in the browser: it survives a reload and a crash. Definitions tell nothing
 * about patients, so drafts may stay on a shared computer, each under its own person.
 */
export function draftStore<Step>(person: string, { kind, id }: DraftOf) {
  const key = `casewright.draft.${kind}.${person}.${id}`;
  return {
    read(): StoredDraft<Step> | null {
      try {
        const kept = JSON.parse(localStorage.getItem(key) ?? "null") as StoredDraft<Step> | null;
        return kept && Array.isArray(kept.draft.steps) ? kept : null;
      } catch {
        return null;
      }
    },
    write(kept: StoredDraft<Step>): void {
      if (kept.draft.steps.length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(kept));
    },
  };
}

/** A draft in which nothing has happened. */
export function unchangedOn(release: number): StoredDraft<never> {
  return { release, draft: UNCHANGED };
}
