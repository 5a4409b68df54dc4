import { useMutation, useQueryClient } from "@tanstack/react-query";
import { keys } from "../../api/keys.js";
import { readNotices } from "../../api/notices.js";
import { problemTitle } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";

/** Marks notices as read, here and on every other screen of the person. */
export function useReadNotices() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: readNotices,
    onError: (error) => toast("problem", problemTitle(error)),
    onSettled: () => client.invalidateQueries({ queryKey: keys.notices }),
  });
}
