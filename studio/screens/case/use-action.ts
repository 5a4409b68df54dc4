import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Action, ActionAnswer, CaseRow } from "../../../engine/protocol/case.js";
import { actionsQuery, caseQuery, eventsQuery, showRow } from "../../api/cases.js";
import { keys } from "../../api/keys.js";
import { sendAction, settled, type ActionWish } from "../../api/outbox.js";
import { Problem } from "../../api/problem.js";
import { problemTitle } from "../../ui/notes.js";
import { errorsByField, type FieldErrors } from "../../ui/schema-form/values.js";
import { toast } from "../../ui/toast.js";
import { words } from "../../words/index.js";
import { TEXT } from "./split-actions.js";
import { useProfile } from "../desk/session.js";

/** Why an action could not be done, when the person has to decide what now. */
export type Conflict =
  | {
      readonly kind: "changed";
      readonly wish: ActionWish;
      readonly seen: CaseRow;
      readonly now: CaseRow;
    }
  | {
      readonly kind: "refused";
      readonly wish: ActionWish;
      /** Names of the actions that are allowed instead. */
      readonly allowed: readonly string[];
      readonly assignee: string | null;
    };

/** How an action ended for the form it came from. */
export type Ended =
  | { readonly kind: "done" }
  | { readonly kind: "conflict" }
  | { readonly kind: "wrong"; readonly errors: FieldErrors }
  | { readonly kind: "failed" };

/** Sends actions on a case, shows the answer at once, and keeps what stands in the way until somebody decides. */
export function useAction(row: CaseRow | undefined) {
  const client = useQueryClient();
  const me = useProfile().id;
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const send = async (wish: ActionWish): Promise<Ended> => {
    try {
      const answer = await sendAction(wish);
      showRow(client, answer.case, me);
      // What was written stands in the conversation; everything else deserves a word.
      if (!(TEXT in wish.input)) toast("done", words.outcome.done(wish.name));
      void catchUp(client, answer);
      return { kind: "done" };
    } catch (error) {
      return await refused(error, wish);
    }
  };

  const refused = async (error: unknown, wish: ActionWish): Promise<Ended> => {
    const code = error instanceof Problem ? error.code : null;
    if (error instanceof Problem && code === "invalid_input") {
      return { kind: "wrong", errors: errorsByField(error.parts, "/input/") };
    }
    if (code !== "case_changed" && code !== "action_not_allowed" && code !== "case_closed") {
      toast("problem", problemTitle(error));
      return { kind: "failed" };
    }
    const found = await lookAgain(client, wish);
    if (code === "case_changed" && row && found.now) {
      setConflict({ kind: "changed", wish, seen: row, now: found.now });
    } else {
      const assignee = found.now?.assignee;
      setConflict({
        kind: "refused",
        wish,
        allowed: found.actions.map((action) => action.name),
        assignee: assignee && assignee.id !== me ? assignee.name : null,
      });
    }
    return { kind: "conflict" };
  };

  return { send, conflict, dismiss: () => setConflict(null) };
}

/** The case as it is now and what may be done with it now. */
async function lookAgain(
  client: QueryClient,
  wish: ActionWish,
): Promise<{ readonly now: CaseRow | undefined; readonly actions: readonly Action[] }> {
  await client.invalidateQueries({ queryKey: keys.case(wish.caseId) });
  const [now, actions] = await Promise.all([
    client.query(caseQuery(wish.caseId)).catch(() => undefined),
    client.query(actionsQuery(wish.caseId)).catch(() => undefined),
  ]);
  return { now, actions: actions?.items ?? [] };
}

/** Milliseconds between looks for the written turn; together some ten seconds. */
const LOOKS_MS = [80, 150, 300, 600, 1000, 2000, 3000, 3000];

/** Fetches the case again until its record has the turn that was answered, then takes the wish out of the outbox. */
async function catchUp(
  client: QueryClient,
  answer: ActionAnswer & { readonly key: string },
): Promise<void> {
  const id = answer.case.id;
  for (const pause of LOOKS_MS) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    const lines = await client.query({ ...eventsQuery(id), staleTime: 0 }).catch(() => undefined);
    if ((lines?.at(-1)?.turn ?? 0) >= answer.turn) break;
  }
  await client.invalidateQueries({ queryKey: keys.case(id) });
  void client.invalidateQueries({ queryKey: keys.lists });
  void client.invalidateQueries({ queryKey: keys.queues });
  settled(answer.key);
}
