import { Anchor, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import type { CaseDetail, CaseEventLine } from "../../../engine/protocol/case.js";
import type { CaseJourney } from "../../../engine/protocol/case-journey.js";
import { eventsQuery } from "../../api/cases.js";
import { journeyQuery } from "../../api/journey.js";
import { Icon } from "../../ui/icons.js";
import { StateBadge } from "../../ui/marks.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { useNow } from "../../ui/now.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";
import { journeyWords as say } from "../../words/journey.js";
import { CaseGate } from "../case/case-gate.js";
import header from "../case/case-header.module.css";
import { Parked } from "../case/parked.js";
import { HereCard } from "./here-card.js";
import classes from "./journey.module.css";
import { Picture } from "./picture.js";
import { Scrubber } from "./scrubber.js";
import { StepCard } from "./step-card.js";
import { standingAt } from "./steps.js";
import { WaitsNow, WaitsThen } from "./waits-card.js";

/** The way that one case has come, drawn on the workflow that it followed, turn by turn, and what it waits for now. */
export function JourneyScreen() {
  const { id = "" } = useParams();
  return <CaseGate id={id}>{(detail) => <Journey key={id} detail={detail} />}</CaseGate>;
}

function Journey({ detail }: { readonly detail: CaseDetail }) {
  const events = useQuery(eventsQuery(detail.id));
  const journey = useQuery(journeyQuery(detail.id));
  return (
    <article className={classes.journey}>
      <Heading detail={detail} />
      {events.data && journey.data ? (
        <Turns detail={detail} lines={events.data} journey={journey.data} />
      ) : events.isError || journey.isError ? (
        <ProblemNote
          error={events.error ?? journey.error}
          onRetry={() => void Promise.all([events.refetch(), journey.refetch()])}
        />
      ) : (
        <Waiting />
      )}
    </article>
  );
}

function Heading({ detail }: { readonly detail: CaseDetail }) {
  return (
    <header className={header.header}>
      <div className={header.way}>
        <Anchor component={Link} to={`/app/cases/${detail.id}`} className={header.back}>
          <Icon name="back" size={16} />
          {say.back}
        </Anchor>
      </div>
      <ScreenHeading title={say.title(detail.id)} className={header.title} />
      <div className={header.facts}>
        <StateBadge row={detail} />
        <span className={classes.subject}>{detail.title || words.list.noTitle}</span>
      </div>
    </header>
  );
}

function Turns({
  detail,
  lines,
  journey,
}: {
  readonly detail: CaseDetail;
  readonly lines: readonly CaseEventLine[];
  readonly journey: CaseJourney;
}) {
  const [turn, setTurn] = useTurn();
  const now = useNow();
  const last = lines.at(-1);
  const line = lines.find((one) => one.turn === turn) ?? last;
  const isNow = line === last;
  const isOpen = detail.status === "open";
  const until = isNow && isOpen ? now : Date.parse(line?.at ?? "");
  const standing = line && standingAt({ ...journey, lines }, { turn: line.turn, until });
  if (!standing || !last)
    return (
      <>
        <Parked detail={detail} />
        <Empty icon="map" title={say.none}>
          {say.noneText}
        </Empty>
      </>
    );
  const go = (next: number) => setTurn(next === last.turn ? null : next);
  const { fromTurn, release } = standing.stretch;
  const next = journey.stretches.find((stretch) => stretch.fromTurn > fromTurn);
  const stretch = lines.filter(
    (one) => one.turn >= fromTurn && (next === undefined || one.turn < next.fromTurn),
  );
  return (
    <>
      {isNow ? <Parked detail={detail} /> : null}
      <div className={classes.columns}>
        <div className={classes.main}>
          <Picture key={fromTurn} standing={standing} lines={stretch} onTurn={go} />
          <Scrubber lines={lines} line={standing.line} onTurn={go} />
          <p className={classes.foot}>
            {next === undefined ? say.follows(release) : say.followed(release, next.fromTurn - 1)}{" "}
            {say.hint}
            {last.turn < detail.turn && lines.length >= SHOWN ? ` ${say.cut(lines.length)}` : null}
          </p>
        </div>
        <div className={classes.side}>
          {isNow ? null : (
            <Button variant="default" onClick={() => setTurn(null)}>
              {say.toNow}
            </Button>
          )}
          <StepCard
            {...{ id: detail.id, standing, steps: lines.length }}
            changes={journey.changes}
          />
          <HereCard {...{ standing, until, isNow }} onTurn={go} />
          {isNow ? (
            <WaitsNow detail={detail} journey={journey} />
          ) : (
            <WaitsThen id={detail.id} journey={journey} line={standing.line} />
          )}
        </div>
      </div>
    </>
  );
}

/** As many turns as are fetched at most; fewer than there are only while some are on their way. */
const SHOWN = 1_000;

/** Browsers refuse addresses that change with every move of a slider. */
const REST_MS = 300;

/** The turn that is looked at, null for the last one, whatever that becomes; it stands in the address a moment later. */
function useTurn(): readonly [number | null, (turn: number | null) => void] {
  const [address, setAddress] = useSearchParams();
  const [turn, setTurn] = useState<number | null>(() => Number(address.get("turn")) || null);
  const write = useEffectEvent(() => {
    setAddress(turn === null ? {} : { turn: String(turn) }, { replace: true });
  });
  useEffect(() => {
    const resting = setTimeout(write, REST_MS);
    return () => {
      clearTimeout(resting);
    };
  }, [turn]);
  return [turn, setTurn];
}
