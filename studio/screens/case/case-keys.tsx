import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { useKeys } from "../../ui/keys.js";
import { deskMemory } from "../desk/memory.js";
import { useNeighbours } from "./neighbours.js";

/** The id of the text box under the conversation. */
export const COMPOSER_ID = "composer";

/** The single keys of a ticket. */
export function CaseKeys({ id }: { readonly id: string }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const { previous, next } = useNeighbours(id);
  const open = (other: string | undefined) => () => {
    if (other !== undefined) void navigate(`/app/cases/${other}`);
  };
  useKeys({
    j: open(next),
    k: open(previous),
    r: () => document.getElementById(COMPOSER_ID)?.focus(),
    u: () => void navigate(deskMemory.lastList()),
    g: () => void client.invalidateQueries(),
  });
  return null;
}
