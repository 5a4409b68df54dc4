import { Drawer, Tabs } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Link, useSearchParams } from "react-router";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { stateCountsQuery } from "../../api/workflows.js";
import { graphOf, type CaseGraph, type StateCounts } from "../../canvas/graph.js";
import { selectionOf, selectionText, type Selection } from "../../canvas/selection.js";
import { Icon } from "../../ui/icons.js";
import { Empty } from "../../ui/notes.js";
import { words } from "../../words/index.js";
import { mapWords } from "../../words/map.js";
import { useMay } from "../desk/session.js";
import admin from "../admin/admin.module.css";
import { Detail, detailTitle } from "./detail.js";
import { MapView } from "./map-view.js";
import type { Subject } from "./names.js";
import { SidePanel } from "./side-panel.js";
import { TableView } from "./table-view.js";
import classes from "./workflow.module.css";

/** Narrower than this the panel comes from below, and the picture is read downwards. */
const PHONE = "(max-width: 47.99em)";

/** How the cases of one workflow move: as a picture and as tables, with a panel that tells what happens. */
export function WorkflowPage({
  id,
  body,
  release,
}: {
  readonly id: string;
  readonly body: ReleaseBody;
  readonly release: number;
}) {
  const workflow = body.workflows.find((one) => one.id === id);
  const subject = useMemo(() => (workflow ? { workflow, body } : null), [workflow, body]);
  return (
    <>
      {subject ? (
        <Shown subject={subject} release={release} />
      ) : (
        <Empty icon="map" title={mapWords.unknown}>
          <p>{mapWords.unknownText}</p>
          <BackLink />
        </Empty>
      )}
    </>
  );
}

function BackLink() {
  return (
    <Link to="/admin/workflows" className={classes.back}>
      <Icon name="back" size={16} />
      {mapWords.all}
    </Link>
  );
}

function Shown({ subject, release }: { readonly subject: Subject; readonly release: number }) {
  const { workflow } = subject;
  const graph = useMemo(() => graphOf(workflow), [workflow]);
  const { counts, failed } = useCounts(workflow.id, graph);
  const [search, setSearch] = useSearchParams();
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const selected = selectionOf(search.get("show"));
  const set = (name: string, value: string | null) => {
    setSearch(
      (before) => {
        if (value === null) before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  };
  const choose = (next: Selection | null) => set("show", next ? selectionText(next) : null);
  const toggle = (next: Selection) => {
    const isOpen = selected !== null && selectionText(selected) === selectionText(next);
    choose(isOpen ? null : next);
  };
  const title = selected ? detailTitle(subject, selected) : null;
  const detail = selected ? (
    <Detail subject={subject} graph={graph} counts={counts} selected={selected} onChoose={choose} />
  ) : null;
  return (
    <>
      <div className={classes.title}>
        <h2>{workflow.name}</h2>
        <span className={admin.quiet}>{mapWords.release(release)}</span>
        <span className={classes.grow} />
        <BackLink />
      </div>
      <p className={classes.description}>{workflow.description}</p>
      {failed ? <p className={classes.description}>{mapWords.uncounted}</p> : null}
      <div className={classes.sides} data-open={title !== null && !isPhone}>
        <Tabs
          value={search.get("view") === "table" ? "table" : "map"}
          keepMounted={false}
          className={classes.views}
          onChange={(view) => set("view", view === "table" ? view : null)}
        >
          <Tabs.List aria-label={mapWords.views}>
            <Tabs.Tab value="map">{mapWords.asMap}</Tabs.Tab>
            <Tabs.Tab value="table">{mapWords.asTable}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="map">
            <MapView
              subject={subject}
              graph={graph}
              counts={counts}
              axis={isPhone ? "down" : "across"}
              selected={selected}
              onChoose={toggle}
            />
          </Tabs.Panel>
          <Tabs.Panel value="table">
            <TableView subject={subject} graph={graph} counts={counts} onChoose={choose} />
          </Tabs.Panel>
        </Tabs>
        {title !== null && !isPhone ? (
          <SidePanel key={search.get("show")} title={title} onClose={() => choose(null)}>
            {detail}
          </SidePanel>
        ) : null}
      </div>
      <Drawer
        opened={title !== null && isPhone}
        onClose={() => choose(null)}
        position="bottom"
        size="75%"
        title={title}
        closeButtonProps={{ "aria-label": words.close }}
        classNames={{ content: classes.drawer }}
      >
        {detail}
      </Drawer>
    </>
  );
}

/** Open cases by state, with a 0 where none is; undefined as long as they are not known. */
function useCounts(workflow: string, { states }: CaseGraph) {
  const mayRead = useMay("case.read");
  const { data, error } = useQuery({ ...stateCountsQuery(workflow), enabled: mayRead });
  const counts: StateCounts | undefined = useMemo(
    () =>
      data &&
      new Map([
        ...states.map(({ id }) => [id, 0] as const),
        ...data.map(({ state, open }) => [state, open] as const),
      ]),
    [data, states],
  );
  return { counts, failed: error !== null && data === undefined };
}
