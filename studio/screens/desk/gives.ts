import { useQuery } from "@tanstack/react-query";
import { queuesQuery } from "../../api/cases.js";

/** Whether a queue gives its tickets to people by itself now; false as well while that is not known. */
export function useGives(queue: string): boolean {
  const gives = useQuery({
    ...queuesQuery,
    select: ({ items }) => items.some((item) => item.gives && item.id === queue),
  }).data;
  return gives === true;
}
