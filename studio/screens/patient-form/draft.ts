import { newUuid } from "../../api/new-key.js";
import type { Typed } from "../../ui/schema-form/values.js";

/** A form that somebody is filling in. Its id is made once, so that sending it twice is sending it once. */
export type FormDraft = { readonly submissionId: string; readonly typed: Typed };

const place = (endpoint: string) => `casewright.form.${endpoint}`;

/** The draft of this tab: it survives a reload and goes with the tab, as phones are shared. */
export const formDraft = {
  read(endpoint: string): FormDraft {
    try {
      const kept = JSON.parse(
        sessionStorage.getItem(place(endpoint)) ?? "null",
      ) as FormDraft | null;
      if (kept) return kept;
    } catch {
      // What cannot be read is begun again.
    }
    return { submissionId: newUuid(), typed: {} };
  },
  write(endpoint: string, draft: FormDraft): void {
    sessionStorage.setItem(place(endpoint), JSON.stringify(draft));
  },
  clear(endpoint: string): void {
    sessionStorage.removeItem(place(endpoint));
  },
};
