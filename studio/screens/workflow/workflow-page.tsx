import { Tabs } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { contributionsQuery } from "../../api/rule-plugins.js";
import { graphOf } from "../../canvas/graph.js";
import { selectionText, type Selection } from "../../canvas/selection.js";
import type { WorkflowStep } from "../../draft/workflow-steps.js";
import type { MapEdit } from "../../nodes/map-context.js";
import { Empty } from "../../ui/notes.js";
import { Waiting } from "../../ui/waiting.js";
import { flowWords } from "../../words/flow.js";
import { mapWords } from "../../words/map.js";
import { BegunOn } from "../draft/begun-on.js";
import { useChanges } from "../draft/changes-context.js";
import { errorsOf } from "../draft/finding-list.js";
import { Publish } from "../draft/publish.js";
import { useRights } from "../draft/rights-context.js";
import { useDraft } from "../draft/use-draft.js";
import { DownloadWorkflow } from "../files/download-workflow.js";
import { StuckNote } from "../stuck/stuck-note.js";
import { Beside } from "./beside.js";
import { detailTitle } from "./detail.js";
import { addingTitle } from "./edit/add-panel.js";
import type { Adding } from "./edit/adding.js";
import { EditProvider } from "./edit/edit-context.js";
import { placesOf } from "./edit/finding-place.js";
import { Tools } from "./edit/tools.js";
import { FindBar } from "./find/find-bar.js";
import { useFind } from "./find/use-find.js";
import { MapView } from "./map-view.js";
import { NumberPicks } from "./numbers/number-picks.js";
import { useNumbers, type Known } from "./numbers/use-numbers.js";
import { Panel } from "./panel.js";
import { TableView } from "./table-view.js";
import { useAddress } from "./use-address.js";
import { useFindings } from "./use-findings.js";
import { usePicked, type Picking } from "./use-picked.js";
import { PartPanels, ViewTabs, viewOf } from "./view-tabs.js";
import { BackLink, OpenOne, WorkflowTitle } from "./workflow-title.js";
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
  const { body, published, release } = useChanges();
  const isPublished = published.workflows.some((one) => one.id === id);
  const drafting = useDraft({ kind: "workflow", id });
  const { model: workflow, record } = drafting;
  const effects = useQuery(contributionsQuery).data?.effects;
  const subject = useMemo(() => ({ workflow, body, effects }), [workflow, body, effects]);
  const graph = useMemo(() => graphOf(workflow), [workflow]);
  const findings = useFindings(subject);
  const find = useFind(subject, findings);
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const isWide = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false });
  const { all, some } = useRights();
  const mayChange = some("workflows", id);
  const { address, set, selected } = useAddress();
  const { numbers, ...known } = useNumbers(workflow.id, graph, address);
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
  const findReach = (text: string) => {
    // On a phone the panel covers what is to be seen.
    if (isPhone) choose(null);
    find.type(text);
  };
  const chosen = selected && detailTitle(subject, selected) !== null ? selected : null;
  const picking = usePicked(workflow, chosen);
  const wrong = isEditing ? placesOf(errorsOf(findings)) : [];
  const map = (places: readonly Selection[]) => (
    <MapView
      {...{ subject, graph, numbers, find, selected }}
      axis={isPhone ? "down" : "across"}
      onChoose={toggle}
      edit={isEditing ? mapEdit(record, setAdding, picking) : null}
      wrong={places}
    />
  );
  const title = adding ? addingTitle(subject, adding) : chosen && detailTitle(subject, chosen);
  return (
    <EditProvider
      value={{ subject, findings, record, onChoose: choose, onAdd: setAdding, ...picking }}
    >
      <WorkflowTitle
        name={workflow.name}
        release={isPublished ? release : null}
        isEditing={isEditing}
        onChange={mayChange ? () => set("edit", isEditing ? null : "1") : null}
      >
        {isPublished ? <OpenOne workflow={workflow.id} /> : null}
        <DownloadWorkflow workflow={workflow} />
      </WorkflowTitle>
      {isEditing ? null : <p className={classes.description}>{workflow.description}</p>}
      <Notes known={known} />
      {isEditing ? null : <StuckNote workflow={workflow.id} />}
      <div className={classes.sides} data-open={title !== null && !isPhone}>
        <Tabs
          value={view}
          keepMounted={false}
          className={classes.views}
          onChange={(next) => set("view", next === "map" ? null : next)}
        >
          <ViewTabs isEditing={isEditing} />
          {isEditing ? <Tools {...{ drafting, view, isPhone }} /> : null}
          {view === "map" || view === "table" ? (
            <>
              <NumberPicks {...{ numbers, known }} shows={isEditing ? null : view} onSet={set} />
              <FindBar find={find} subject={subject} onOpen={choose} />
            </>
          ) : null}
          <Tabs.Panel value="map">{map(wrong)}</Tabs.Panel>
          <Tabs.Panel value="table">
            <TableView {...{ subject, graph, numbers, find, isEditing }} onChoose={choose} />
          </Tabs.Panel>
          <Tabs.Panel value="text">
            <Suspense fallback={<Waiting />}>
              <TextView
                readOnly={!isEditing || !all("workflows", id)}
                selected={chosen}
                undo={drafting.undo}
                redo={drafting.redo}
                picture={(unread) => (isWide ? map([...wrong, ...unread]) : null)}
              />
            </Suspense>
          </Tabs.Panel>
          {isEditing ? <PartPanels workflow={workflow.id} /> : null}
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
          <Panel
            {...{ adding, chosen, isEditing, subject, graph, numbers }}
            onChoose={choose}
            onFind={findReach}
          />
        </Beside>
      </div>
      {mayChange ? <PublishBox isSound={errorsOf(findings).length === 0} /> : null}
    </EditProvider>
  );
}

/** In a box of its own, publishing does not stay in sight: the picture needs the room. */
function PublishBox({ isSound }: { readonly isSound: boolean }) {
  return (
    <div>
      <Publish isSound={isSound} />
    </div>
  );
}

/** What is said before the views: which numbers are not there, and on which release changes were begun. */
function Notes({ known: { uncounted, unmoved } }: { readonly known: Known }) {
  return (
    <>
      {uncounted ? <p className={classes.description}>{mapWords.uncounted}</p> : null}
      {unmoved ? <p className={classes.description}>{flowWords.failed}</p> : null}
      <BegunOn />
    </>
  );
}

function mapEdit(
  record: (step: WorkflowStep) => void,
  add: (adding: Adding) => void,
  { pickedCount, picked, onPick }: Picking,
): MapEdit {
  return {
    picked: new Set(pickedCount > 0 ? picked : []),
    onPick,
    onPlace: (corners) => record({ do: "place", corners }),
    onPlaceNote: (note, [x, y]) => record({ do: "setNote", note, change: { at: [x, y] } }),
    onConnect: (from, to) => add({ kind: "transition", from, to }),
    onAddFrom: (from, at) => add({ kind: "state", from, at }),
  };
}
