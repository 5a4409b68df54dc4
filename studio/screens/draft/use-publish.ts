import { useMutation, useQueryClient } from "@tanstack/react-query";
import { publishRelease } from "../../api/definitions.js";
import { keys } from "../../api/keys.js";
import { toast } from "../../ui/toast.js";
import { words } from "../../words/index.js";
import { useChanges } from "./changes-context.js";

type Publishing = {
  readonly publication: Parameters<typeof publishRelease>[0];
  /** What is published with it; what is changed while it is on its way stays. */
  readonly draft: ReturnType<typeof useChanges>["draft"];
};

/** Publishes the change set, and takes what is published out of it. */
export function usePublish() {
  const client = useQueryClient();
  const { dropAll } = useChanges();
  return useMutation({
    mutationFn: ({ publication }: Publishing) => publishRelease(publication),
    onSuccess: ({ number, hash }, { publication, draft }) => {
      toast("done", words.admin.published(number));
      // Both at once, so that a change is never put on top of itself, nor gone for a moment.
      const published = new Set(draft.steps.slice(0, draft.done).map(({ key }) => key));
      client.setQueryData(keys.release, { number, hash, body: publication.definition });
      dropAll(({ key }) => published.has(key));
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keys.releases }),
        client.invalidateQueries({ queryKey: keys.ramps }),
        client.invalidateQueries({ queryKey: keys.workflows }),
      ]),
  });
}
