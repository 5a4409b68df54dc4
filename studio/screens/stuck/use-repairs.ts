import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { repairCase, skipEvent } from "../../api/cases.js";
import { keys } from "../../api/keys.js";
import { newKey } from "../../api/new-key.js";
import { problemTitle } from "../../ui/notes.js";
import { stuckWords as say } from "../../words/stuck.js";
import type { Chosen, Way } from "./plan.js";

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
  const repairOne = async ({ id, mark }: Chosen, how: Way, reason: string): Promise<Result> => {
    const request = how === "skip" ? `${how} ${id} ${mark} ${reason}` : `${how} ${id}`;
    const key = asked.current.get(request) ?? newKey();
    asked.current.set(request, key);
    try {
      await (how === "skip" ? skipEvent(id, { mark, reason }, key) : repairCase(id, how, key));
      asked.current.delete(request);
      return { id, what: "done", said: how === "skip" ? say.skipped : say.done };
    } catch (error) {
      return { id, what: "not", said: say.notDone(problemTitle(error)) };
    }
  };
  const repairAll = async (cases: readonly Chosen[], how: Way, reason: string) => {
    const told: Result[] = [];
    for (const one of cases) {
      setRunning({ done: told.length, of: cases.length });
      told.push(await repairOne(one, how, reason));
      setResults([...told]);
    }
    setRunning(null);
    await client.invalidateQueries({ queryKey: keys.stuck });
    for (const { id } of cases) await client.invalidateQueries({ queryKey: keys.case(id) });
  };
  return { results, running, repairAll };
}
