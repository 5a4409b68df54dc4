import { Button, Menu } from "@mantine/core";
import type { Workflow } from "../../../engine/definition/workflow.js";
import { toast } from "../../ui/toast.js";
import { filesWords as say } from "../../words/files.js";

/** Offers a workflow, as it stands with the changes: as its file, or as a state diagram for documents. */
export function DownloadWorkflow({ workflow }: { readonly workflow: Workflow }) {
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button size="compact-md" variant="default" aria-label={say.downloadOf(workflow.name)}>
          {say.download}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void saveDefinition(workflow)}>{say.asYaml}</Menu.Item>
        <Menu.Item onClick={() => void saveDiagram(workflow)}>{say.asDiagram}</Menu.Item>
        <Menu.Item onClick={() => void copyDiagram(workflow)}>{say.copyDiagram}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

// What writes files is loaded by those who want one.

async function saveDefinition(workflow: Workflow): Promise<void> {
  const { definitionText } = await import("../../../engine/text/write.js");
  const { saveContent } = await import("../../files/save.js");
  const text = definitionText("workflow", workflow);
  saveContent(`${workflow.id}.workflow.yaml`, text, "application/yaml");
}

async function saveDiagram(workflow: Workflow): Promise<void> {
  const { saveContent } = await import("../../files/save.js");
  saveContent(`${workflow.id}.mmd`, await diagramOf(workflow), "text/plain");
}

async function copyDiagram(workflow: Workflow): Promise<void> {
  const text = await diagramOf(workflow);
  // Without HTTPS a browser may have no clipboard, or refuse.
  const done = await (navigator.clipboard as Clipboard | undefined)?.writeText(text).then(
    () => true,
    () => false,
  );
  toast(done ? "done" : "problem", done ? say.copied : say.notCopied);
}

async function diagramOf(workflow: Workflow): Promise<string> {
  const { mermaidText } = await import("../../../engine/text/mermaid.js");
  return mermaidText(workflow);
}
