import { WorkflowList } from "./workflow-list.js";
import { WorkflowPage } from "./workflow-page.js";

/** The workflows of the release as it is changed, or one of them. */
export function Workflows({ id }: { readonly id: string | undefined }) {
  return id === undefined ? <WorkflowList /> : <WorkflowPage key={id} id={id} />;
}
