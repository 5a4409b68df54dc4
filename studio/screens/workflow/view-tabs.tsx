import { Tabs } from "@mantine/core";
import { editWords } from "../../words/edit.js";
import { mapWords } from "../../words/map.js";
import { simulatorWords } from "../../words/simulator.js";
import { Changeable } from "../draft/changeable.js";
import { ClocksPart } from "./edit/clocks-part.js";
import { FormsPart } from "./edit/forms-part.js";
import { SettingsFields } from "./edit/settings-fields.js";
import { PART_MEMBERS, type Part } from "./part-of-finding.js";

/** What only those see who change something: the parts of a workflow that are in no picture. */
const PARTS = {
  forms: FormsPart,
  clocks: ClocksPart,
  settings: SettingsFields,
} as const satisfies Readonly<Record<Part, unknown>>;

/** The view that is shown: the one that the address asks for, if it is there. */
export function viewOf(asked: string | null, isEditing: boolean): string {
  if (asked === "table" || asked === "text" || asked === "try") return asked;
  return isEditing && asked !== null && Object.hasOwn(PARTS, asked) ? asked : "map";
}

/** The choice between the views of a workflow. */
export function ViewTabs({ isEditing }: { readonly isEditing: boolean }) {
  return (
    <Tabs.List aria-label={mapWords.views}>
      <Tabs.Tab value="map">{mapWords.asMap}</Tabs.Tab>
      <Tabs.Tab value="table">{mapWords.asTable}</Tabs.Tab>
      <Tabs.Tab value="text">{mapWords.asText}</Tabs.Tab>
      {isEditing
        ? Object.keys(PARTS).map((part) => (
            <Tabs.Tab key={part} value={part}>
              {editWords[part as Part]}
            </Tabs.Tab>
          ))
        : null}
      <Tabs.Tab value="try">{simulatorWords.tab}</Tabs.Tab>
    </Tabs.List>
  );
}

/** The parts that are in no picture, each in the view that is called so. */
export function PartPanels({ workflow }: { readonly workflow: string }) {
  return Object.entries(PARTS).map(([part, Part]) => (
    <Tabs.Panel key={part} value={part}>
      <Changeable at={PART_MEMBERS[part as Part].map((one) => ["workflows", workflow, one])}>
        <Part />
      </Changeable>
    </Tabs.Panel>
  ));
}
