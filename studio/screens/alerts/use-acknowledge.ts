import { useMutation, useQueryClient } from "@tanstack/react-query";
import { acknowledge } from "../../api/alerts.js";
import { keys } from "../../api/keys.js";
import { problemTitle } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { words } from "../../words/index.js";

/** Acknowledges an alert and says who has it: the person, or somebody who was faster. */
export function useAcknowledge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: acknowledge,
    onSuccess: ({ first, alert }) => {
      const other = alert.by?.name;
      if (first) toast("done", words.alerts.yours(alert.case));
      else toast("note", other ? words.alerts.theirs(other, alert.case) : words.alerts.ended);
    },
    onError: (error) => toast("problem", problemTitle(error)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.alerts }),
  });
}
