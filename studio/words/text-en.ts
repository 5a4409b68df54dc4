/** The texts of the view in which a workflow is edited as text, in English. */
export const textEn = {
  label: (name: string) => `${name} as text`,
  lead: "The whole workflow as YAML. What you type is in the picture as soon as it can be read, and what is changed there is here. What stands behind # is kept as a comment.",
  leave:
    "Tab indents. To leave the text with the keyboard, press Escape, then Tab. Ctrl+Space suggests what can stand here.",
  leadReadOnly: "The whole workflow as YAML. Choose “Change it” to edit it.",
  leaveReadOnly: "Tab leaves the text.",
  unread: "This text cannot be read yet",
  unreadText:
    "The picture shows the last text that could. What you typed is kept, also when you leave this page.",
  line: (line: number) => `Line ${String(line)}`,
  back: "Go back to the last readable text",
  conflict: "Meanwhile somebody has changed the same",
  conflictText:
    "What you typed cannot be put on top of what is there now. Nothing is lost: it is still in the text.",
  useMine: "Use my text as it is",
  sameId: (id: string) => `The id stays “${id}”: cases and rules know the workflow by it.`,
};
