import { count } from "./count.js";

/** The texts about groups of states on the picture of a workflow, in English. */
export const groupEn = {
  add: "Frame as a group",
  new: "New group",
  heading: "Groups",
  lead: "A frame around states that belong together. It changes nothing that runs.",
  name: "Name of the group",
  nameNeeded: "It needs a name.",
  colour: "Colour of the frame",
  colours: { tide: "Blue-green", blue: "Blue", sand: "Sand", rose: "Rose", grey: "Grey" },
  states: "States in it",
  last: "The last state in it cannot be taken out: remove the group instead.",
  of: "Group",
  none: "None",
  remove: "Remove it, keep its states",
  title: (name: string) => `Group “${name}”`,
  face: (name: string, states: number) => `${name}, ${count(states, "state", "states")}`,
  moved: (name: string, states: number) =>
    `“${name}” moved with ${count(states, "state", "states")}`,
  steps: {
    addGroup: (name: string) => `Framed states as “${name}”`,
    removeGroup: (name: string) => `Removed the group “${name}”`,
    setGroup: (name: string, members: string) => `Group “${name}”: changed ${members}`,
    join: (state: string, group: string) => `Put “${state}” into the group “${group}”`,
    leave: (state: string) => `Took “${state}” out of its group`,
  },
};
