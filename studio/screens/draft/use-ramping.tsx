import { useState } from "react";
import type { PublishedRamp } from "../../../engine/protocol/ramp.js";
import { rampWords } from "../../words/ramp.js";
import { OnlySome } from "../releases/only-some.js";
import { type RampDraft, rampOf } from "../releases/ramp-draft.js";
import { useChanges } from "./changes-context.js";
import { useRights } from "./rights-context.js";

/** The choice whether only some of the new cases follow what is published: where it is made, what it is, and what keeps it from being one. */
export function useRamping() {
  const { body, published } = useChanges();
  const { all } = useRights();
  const [draft, setDraft] = useState<RampDraft | null>(null);
  const ramp = draft && rampOf(draft);
  const chosen: { readonly ramp?: PublishedRamp } = ramp === null ? {} : { ramp };
  return {
    fields: all() ? (
      <OnlySome body={body} before={published} draft={draft} onChange={setDraft} />
    ) : null,
    chosen,
    obstacle: draft !== null && ramp === null ? rampWords.shareWrong(1) : null,
  };
}
