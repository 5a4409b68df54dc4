import type { ChangeSet, ChangeSetWrite } from "../../engine/protocol/change-set.js";
import { call } from "./http.js";

const PATH = "/api/changes";

/** What the person has changed and not published, from whatever browser. @throws Problem */
export function readChanges(): Promise<ChangeSet> {
  return call(PATH);
}

/** Keeps it, in place of a revision. @throws Problem `already_exists` when another browser has written since */
export function keepChanges(write: ChangeSetWrite): Promise<{ readonly revision: number }> {
  return call(PATH, { method: "PUT", body: write });
}
