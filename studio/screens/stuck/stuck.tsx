import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { Link, useSearchParams } from "react-router";
import { workflowsQuery } from "../../api/workflows.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { Waiting } from "../../ui/waiting.js";
import { stuckQuery } from "../../api/stuck.js";
import { stuckWords as say } from "../../words/stuck.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";
import { Mending } from "./mending.js";
import { EarlierRuns, RecentRuns } from "./runs.js";
import classes from "./stuck.module.css";

/** The tickets that stand still: why, what a repair would do for each, and repairing one or many. */
export function StuckScreen() {
  if (!useMay("case.repair")) return <Empty icon="lock" title={words.admin.forbidden} level={1} />;
  return (
    <article className={classes.stuck}>
      <ScreenHeading title={say.title} className={classes.title} />
      <Stuck />
    </article>
  );
}

function Stuck() {
  const { data, error, isPending, refetch } = useQuery(stuckQuery);
  const [address] = useSearchParams();
  const workflow = address.get("workflow");
  const name = useQuery(workflowsQuery).data?.find(({ id }) => id === workflow)?.name ?? workflow;
  const heading = useRef<HTMLHeadingElement>(null);
  const show = () => requestAnimationFrame(() => heading.current?.focus());
  if (isPending) return <Waiting />;
  if (!data) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  const items = data.items.filter((item) => workflow === null || item.case.workflow === workflow);
  const { length: seen } = data.items;
  return (
    <>
      {name === null ? null : (
        <p className={classes.lead}>
          {say.ofWorkflow(name)}{" "}
          <Link to="/app/stuck" className={classes.link}>
            {say.everything}
          </Link>
        </p>
      )}
      <RecentRuns heading={heading} />
      {items.length === 0 ? (
        <Empty icon="check" title={say.none}>
          {say.noneText}
        </Empty>
      ) : (
        <>
          <p className={classes.lead}>{say.lead}</p>
          {data.all > seen ? <p className={classes.lead}>{say.shown(seen, data.all)}</p> : null}
          <Mending items={items} onStarted={show} />
        </>
      )}
      <EarlierRuns />
    </>
  );
}
