/** The texts about notes on the picture of a workflow, in English. */
export const noteEn = {
  add: "Add a note",
  new: "New note",
  heading: "Notes",
  lead: "For those who change this workflow. It changes nothing that runs, and no case knows of it.",
  title: (state: string | null) => (state === null ? "Note" : `Note about “${state}”`),
  text: "What is to be remembered?",
  textNeeded: "It needs a text.",
  about: "About",
  whole: "The workflow as a whole",
  remove: "Remove this note",
  steps: {
    addNote: (text: string) => `Added the note “${text}”`,
    removeNote: (text: string) => `Removed the note “${text}”`,
    setNote: (text: string, members: string) => `Note “${text}”: changed ${members}`,
  },
};
