import { Type } from "@sinclair/typebox";
import { suggestedAnswers } from "../../cases/suggestions.js";
import type { CaseState } from "../../interpreter/state.js";
import { type SuggestedAnswer, suggestedAnswerSchema } from "../../protocol/suggestion.js";
import { contactById } from "../../store/contacts.js";
import { messagesOf } from "../../store/messages.js";
import { caseParam } from "../case-param.js";
import { requireCase } from "../case-scope.js";
import { defineRoute } from "../route.js";
import type { World } from "../world.js";

/** Answers that fit a case, to be sent as they are or changed. */
export const caseSuggestions = defineRoute({
  id: "listCaseSuggestions",
  method: "GET",
  path: "/api/cases/:id/suggestions",
  group: "Cases",
  summary: "The answers that fit a case",
  description:
    "Templates that are offered on cases of its workflow (`suggest`), in the language of the contact and as the release that runs says them, whatever release the case follows. Empty for a case that is closed, and for a caller who cannot act.",
  permission: "case.read",
  params: Type.Object({ id: caseParam }),
  answers: {
    200: Type.Object({ items: Type.Array(suggestedAnswerSchema) }, { $id: "SuggestionList" }),
  },
  handle: async ({ params, caller }, world) => {
    const { _id, state } = await requireCase(world, caller, params.id);
    const isWritten = state.status === "open" && caller.permissions.has("case.act");
    return { status: 200, body: { items: isWritten ? await answersFor(world, _id, state) : [] } };
  },
});

async function answersFor(
  { store, release, now }: World,
  id: string,
  state: CaseState,
): Promise<SuggestedAnswer[]> {
  const [{ body }, messages, contact] = await Promise.all([
    release(),
    messagesOf(store, id),
    state.contact === null ? null : contactById(store, state.contact.id),
  ]);
  const lastText = messages.findLast(({ direction }) => direction === "in")?.text;
  return suggestedAnswers(body, { state, contactName: contact?.name ?? "", lastText, at: now() });
}
