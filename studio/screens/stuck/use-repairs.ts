import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { type Repair, repairCase } from "../../api/cases.js";
import { keys } from "../../api/keys.js";
import { newKey } from "../../api/new-key.js";
import { problemTitle } from "../../ui/notes.js";
import { stuckWords as say } from "../../words/stuck.js";

/** What became of the repair of one case. */
export type Result = { readonly id: string; readonly what: "done" | "not"; readonly said: string };

/** Where a repair of several cases has come to. */
export type Running = { readonly done: number; readonly of: number };

/**
 * Repairs cases one after the other, and tells of each what became of it. A case of which nobody knows is asked again under the same
 * key when it is tried again, so that it happens once; what has not been come to stands still as before and stays in the list.
 */
export function useRepairs() {
  const client = useQueryClient();
  const [results, setResults] = useState<readonly Result[]>([]);
  const [running, setRunning] = useState<Running | null>(null);
  const asked = useRef(new Map<string, string>());
  const repairOne = async (id: string, how: Repair): Promise<Result> => {
    const request = `${how} ${id}`;
    const key = asked.current.get(request) ?? newKey();
    asked.current.set(request, key);
    try {
      await repairCase(id, how, key);
      asked.current.delete(request);
      return { id, what: "done", said: say.done };
    } catch (error) {
      return { id, what: "not", said: say.notDone(problemTitle(error)) };
    }
  };
  const repairAll = async (ids: readonly string[], how: Repair) => {
    const told: Result[] = [];
    for (const id of ids) {
      setRunning({ done: told.length, of: ids.length });
      told.push(await repairOne(id, how));
      setResults([...told]);
    }
    setRunning(null);
    await client.invalidateQueries({ queryKey: keys.stuck });
    for (const id of ids) await client.invalidateQueries({ queryKey: keys.case(id) });
  };
  return { results, running, repairAll };
}
