import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { showRow } from "../../api/cases.js";
import { takeNext } from "../../api/open-cases.js";
import { Problem } from "../../api/problem.js";
import { keys } from "../../api/keys.js";
import { problemTitle } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { words } from "../../words/index.js";
import { useProfile } from "./session.js";

/** Takes the next ticket of a queue and opens it. Null where there is no single queue to take from. */
export function useTakeNext(queue: { readonly id: string; readonly name: string } | null) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const me = useProfile().id;
  const taking = useMutation({
    mutationFn: (id: string) => takeNext(id, () => toast("note", words.outcome.still)),
    onSuccess: (answer) => {
      showRow(client, answer.case, me);
      toast("done", words.list.taken(answer.case.id));
      void client.invalidateQueries({ queryKey: keys.queues });
      void navigate(`/app/cases/${answer.case.id}`);
    },
    onError: (error) => {
      const empty = error instanceof Problem && error.code === "queue_empty";
      toast(
        empty ? "note" : "problem",
        empty ? words.list.nextEmpty(queue?.name ?? "") : problemTitle(error),
      );
    },
  });
  const take = () => {
    if (!queue) toast("note", words.list.nextWhere);
    else if (!taking.isPending) taking.mutate(queue.id);
  };
  return { take, busy: taking.isPending };
}
