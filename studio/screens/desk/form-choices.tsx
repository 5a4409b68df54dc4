import { useQuery } from "@tanstack/react-query";
import { useMemo, type ReactNode } from "react";
import { queuesQuery } from "../../api/cases.js";
import { usersQuery } from "../../api/users.js";
import { workflowsQuery } from "../../api/workflows.js";
import { ChoicesProvider, type Choices } from "../../ui/schema-form/choices.js";
import { useMay, useProfile } from "./session.js";

/** Gives every form on the desk the people, queues and priorities to pick from. */
export function FormChoices({ children }: { readonly children: ReactNode }) {
  const mayReadUsers = useMay("user.read");
  const me = useProfile();
  const users = useQuery({ ...usersQuery, enabled: mayReadUsers }).data;
  const queues = useQuery(queuesQuery).data;
  const workflows = useQuery(workflowsQuery).data;
  const choices = useMemo<Choices>(() => {
    const people = users?.filter((user) => user.active) ?? [me];
    const priorities = new Set(workflows?.flatMap((workflow) => workflow.priorities));
    return {
      user: people.map((user) => ({ value: user.id, label: user.name })),
      queue: [...(queues?.items ?? []), ...(queues?.elsewhere ?? [])].map(({ id, name }) => ({
        value: id,
        label: name,
      })),
      priority: [...priorities].map((priority) => ({ value: priority, label: priority })),
    };
  }, [users, queues, workflows, me]);
  return <ChoicesProvider value={choices}>{children}</ChoicesProvider>;
}
