import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type { RepairRunRequest } from "../../../engine/protocol/repair-run.js";
import { keys } from "../../api/keys.js";
import { newKey } from "../../api/new-key.js";
import { startRepairRun } from "../../api/repair-runs.js";

/**
 * Starts a run of repairs. One of which nobody knows whether it has begun is asked for under the same key when it is tried again, so
 * that it is one run.
 */
export function useStart(onStarted: () => void) {
  const client = useQueryClient();
  const asked = useRef({ body: "", key: "" });
  return useMutation({
    mutationFn: (body: RepairRunRequest) => {
      const text = JSON.stringify(body);
      if (asked.current.body !== text) asked.current = { body: text, key: newKey() };
      return startRepairRun(body, asked.current.key);
    },
    onSuccess: async () => {
      asked.current = { body: "", key: "" };
      await client.invalidateQueries({ queryKey: keys.repairRuns });
      onStarted();
    },
  });
}
