import { Drawer, Tabs } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState, type ReactNode } from "react";
import { contributionsQuery } from "../../api/rule-plugins.js";
import { graphOf } from "../../canvas/graph.js";
import { selectionText, type Selection } from "../../canvas/selection.js";
import type { WorkflowStep } from "../../draft/workflow-steps.js";
import type { MapEdit } from "../../nodes/map-context.js";
import { Empty } from "../../ui/notes.js";
import { editWords } from "../../words/edit.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";
import { mapWords } from "../../words/map.js";
import { simulatorWords } from "../../words/simulator.js";
import { useMay } from "../desk/session.js";
import { BegunOn } from "../draft/begun-on.js";
import { useChanges } from "../draft/changes-context.js";
import { errorsOf } from "../draft/finding-list.js";
import { Publish } from "../draft/publish.js";
import { useDraft } from "../draft/use-draft.js";
import { DownloadWorkflow } from "../files/download-workflow.js";
import { Detail, detailTitle } from "./detail.js";
import { AddPanel, addingTitle } from "./edit/add-panel.js";
import type { Adding } from "./edit/adding.js";
import { ClocksPart } from "./edit/clocks-part.js";
import { EditDetail } from "./edit/edit-detail.js";
import { EditProvider } from "./edit/edit-context.js";
import { FormsPart } from "./edit/forms-part.js";
import { placesOf } from "./edit/finding-place.js";
import { SettingsFields } from "./edit/settings-fields.js";
import { Tools } from "./edit/tools.js";
import { MapView } from "./map-view.js";
import { SidePanel } from "./side-panel.js";
import { TableView } from "./table-view.js";
import { useAddress } from "./use-address.js";
import { useCounts } from "./use-counts.js";
import { useFindings } from "./use-findings.js";
import { BackLink, WorkflowTitle } from "./workflow-title.js";
import classes from "./workflow.module.css";

/** The interpreter, rules and texts are loaded by those who try a workflow. */
const TryDraft = lazy(async () => ({
  default: (await import("../simulator/try-draft.js")).TryDraft,
}));

/** The editor of the text is a library of its own. */
const TextView = lazy(async () => ({
  default: (await import("./text/text-view.js")).TextView,
}));

/** From here on there is room for the picture beside the text. */
const WIDE = "(min-width: 75em)";

/** Narrower than this the panel comes from below, and the picture is read downwards. */
const PHONE = "(max-width: 47.99em)";

/** How the cases of one workflow move: as a picture and as tables, with a panel that tells what happens and changes it. */
export function WorkflowPage({ id }: { readonly id: string }) {
  const isThere = useChanges().body.workflows.some((one) => one.id === id);
  if (isThere) return <Shown id={id} />;
  return (
    <Empty icon="map" title={mapWords.unknown}>
      <p>{mapWords.unknownText}</p>
      <BackLink />
    </Empty>
  );
}

function Shown({ id }: { readonly id: string }) {
  const { body, release } = useChanges();
  const drafting = useDraft({ kind: "workflow", id });
  const { model: workflow, record } = drafting;
  const effects = useQuery(contributionsQuery).data?.effects;
  const subject = useMemo(() => ({ workflow, body, effects }), [workflow, body, effects]);
  const graph = useMemo(() => graphOf(workflow), [workflow]);
  const { counts, failed } = useCounts(workflow.id, graph);
  const findings = useFindings(subject);
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const isWide = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false });
  const mayChange = useMay("release.publish");
  const { address, set, selected } = useAddress();
  const [adding, setAdding] = useState<Adding | null>(null);
  const isEditing = mayChange && address.has("edit");
  const view = viewOf(address.get("view"), isEditing);
  const choose = (next: Selection | null) => {
    setAdding(null);
    set("show", next ? selectionText(next) : null);
  };
  const toggle = (next: Selection) => {
    const isOpen = selected !== null && selectionText(selected) === selectionText(next);
    choose(isOpen ? null : next);
  };
  const wrong = isEditing ? placesOf(errorsOf(findings)) : [];
  const map = (places: readonly Selection[]) => (
    <MapView
      subject={subject}
      graph={graph}
      counts={counts}
      axis={isPhone ? "down" : "across"}
      selected={selected}
      onChoose={toggle}
      edit={isEditing ? mapEdit(record, setAdding) : null}
      wrong={places}
    />
  );
  const chosen = selected && detailTitle(subject, selected) !== null ? selected : null;
  const title = adding ? addingTitle(subject, adding) : chosen && detailTitle(subject, chosen);
  const detail = adding ? (
    <AddPanel adding={adding} />
  ) : chosen && isEditing ? (
    <EditDetail graph={graph} selected={chosen} />
  ) : chosen ? (
    <Detail subject={subject} graph={graph} counts={counts} selected={chosen} onChoose={choose} />
  ) : null;
  return (
    <EditProvider value={{ subject, findings, record, onChoose: choose, onAdd: setAdding }}>
      <WorkflowTitle
        name={workflow.name}
        release={release}
        isEditing={isEditing}
        onChange={mayChange ? () => set("edit", isEditing ? null : "1") : null}
      >
        <DownloadWorkflow workflow={workflow} />
      </WorkflowTitle>
      {isEditing ? null : <p className={classes.description}>{workflow.description}</p>}
      {failed ? <p className={classes.description}>{mapWords.uncounted}</p> : null}
      <BegunOn />
      <div className={classes.sides} data-open={title !== null && !isPhone}>
        <Tabs
          value={view}
          keepMounted={false}
          className={classes.views}
          onChange={(next) => set("view", next === "map" ? null : next)}
        >
          <ViewTabs isEditing={isEditing} />
          {isEditing ? <Tools {...{ drafting, view, isPhone }} /> : null}
          <Tabs.Panel value="map">{map(wrong)}</Tabs.Panel>
          <Tabs.Panel value="table">
            <TableView subject={subject} graph={graph} counts={counts} onChoose={choose} />
          </Tabs.Panel>
          <Tabs.Panel value="text">
            <Suspense fallback={<Waiting />}>
              <TextView
                readOnly={!isEditing}
                selected={chosen}
                undo={drafting.undo}
                redo={drafting.redo}
                picture={(unread) => (isWide ? map([...wrong, ...unread]) : null)}
              />
            </Suspense>
          </Tabs.Panel>
          {isEditing
            ? Object.entries(PARTS).map(([part, Part]) => (
                <Tabs.Panel key={part} value={part}>
                  <Part />
                </Tabs.Panel>
              ))
            : null}
          <Tabs.Panel value="try">
            <Suspense fallback={<Waiting />}>
              <TryDraft
                id={workflow.id}
                axis={isPhone ? "down" : "across"}
                selected={selected}
                onChoose={toggle}
              />
            </Suspense>
          </Tabs.Panel>
        </Tabs>
        <Beside
          about={adding ? title : address.get("show")}
          title={title}
          isPhone={isPhone}
          onClose={() => choose(null)}
        >
          {detail}
        </Beside>
      </div>
      {/* In a box of its own, it does not stay in sight: the picture needs the room. */}
      {mayChange ? (
        <div>
          <Publish isSound={errorsOf(findings).length === 0} />
        </div>
      ) : null}
    </EditProvider>
  );
}

function ViewTabs({ isEditing }: { readonly isEditing: boolean }) {
  return (
    <Tabs.List aria-label={mapWords.views}>
      <Tabs.Tab value="map">{mapWords.asMap}</Tabs.Tab>
      <Tabs.Tab value="table">{mapWords.asTable}</Tabs.Tab>
      <Tabs.Tab value="text">{mapWords.asText}</Tabs.Tab>
      {isEditing
        ? Object.keys(PARTS).map((part) => (
            <Tabs.Tab key={part} value={part}>
              {editWords[part as keyof typeof PARTS]}
            </Tabs.Tab>
          ))
        : null}
      <Tabs.Tab value="try">{simulatorWords.tab}</Tabs.Tab>
    </Tabs.List>
  );
}

/** What was chosen, beside the picture; from below where there is no room beside it. */
function Beside({
  about,
  title,
  isPhone,
  onClose,
  children,
}: {
  /** Another panel takes the focus anew. */
  readonly about: string | null;
  readonly title: string | null;
  readonly isPhone: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  if (isPhone) {
    return (
      <Drawer
        opened={title !== null}
        onClose={onClose}
        position="bottom"
        size="75%"
        title={title}
        closeButtonProps={{ "aria-label": words.close }}
        classNames={{ content: classes.drawer }}
      >
        {children}
      </Drawer>
    );
  }
  return title === null ? null : (
    <SidePanel key={about} title={title} onClose={onClose}>
      {children}
    </SidePanel>
  );
}

/** What only those see who change something: the parts of a workflow that are in no picture. */
const PARTS = { forms: FormsPart, clocks: ClocksPart, settings: SettingsFields } as const;

/** The view that is shown: the one that the address asks for, if it is there. */
function viewOf(asked: string | null, isEditing: boolean): string {
  if (asked === "table" || asked === "text" || asked === "try") return asked;
  return isEditing && asked !== null && Object.hasOwn(PARTS, asked) ? asked : "map";
}

function mapEdit(record: (step: WorkflowStep) => void, add: (adding: Adding) => void): MapEdit {
  return {
    onPlace: (corners) => record({ do: "place", corners }),
    onConnect: (from, to) => add({ kind: "transition", from, to }),
    onAddFrom: (from, at) => add({ kind: "state", from, at }),
  };
}
