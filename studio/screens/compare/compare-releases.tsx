import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Link, useSearchParams } from "react-router";
import { changedParts } from "../../../engine/definition/release-parts.js";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { releasesQuery, type ReleaseLine } from "../../api/admin.js";
import { releaseBodyQuery } from "../../api/migrations.js";
import { ProblemNote } from "../../ui/notes.js";
import { Waiting } from "../../ui/waiting.js";
import { compareWords as say } from "../../words/compare.js";
import { movingWords } from "../../words/moving.js";
import { PartTexts } from "../review/part-texts.js";
import classes from "./compare.module.css";
import { ComparedWorkflows } from "./compared-workflows.js";
import { SIDES, type Labels, type Side } from "./sides.js";

/** What differs between any two releases: as pictures, and part by part. Which two stands in the address. */
export function CompareReleases() {
  const releases = useQuery(releasesQuery);
  if (releases.isPending) return <Waiting />;
  if (!releases.data)
    return <ProblemNote error={releases.error} onRetry={() => void releases.refetch()} />;
  return <Chosen releases={releases.data} />;
}

const IN_ADDRESS = { before: "from", after: "to" } as const;

function Chosen({ releases }: { readonly releases: readonly ReleaseLine[] }) {
  const [address, setAddress] = useSearchParams();
  const newest = releases[0]?.number ?? 1;
  const numberOf = (side: Side) => {
    const asked = Number(address.get(IN_ADDRESS[side]));
    return releases.some(({ number }) => number === asked) ? asked : newest;
  };
  const numbers = { before: numberOf("before"), after: numberOf("after") };
  const choose = (side: Side, number: string) => {
    const next = new URLSearchParams(address);
    next.set(IN_ADDRESS[side], number);
    setAddress(next, { replace: true });
  };
  const labelOf = (number: number) =>
    number === newest ? say.running(number) : say.release(number);
  return (
    <div className={classes.section}>
      <div>
        <Link to="/admin/releases" className={classes.back}>
          {say.back}
        </Link>
      </div>
      <h2>{say.compareTitle}</h2>
      <div className={classes.pictures}>
        {SIDES.map((side) => (
          <NativeSelect
            key={side}
            label={say.sides[side]}
            value={String(numbers[side])}
            data={releases.map(({ number, reason }) => ({
              ...{ value: String(number), label: movingWords.release(number, reason) },
            }))}
            onChange={({ currentTarget: { value } }) => choose(side, value)}
          />
        ))}
      </div>
      <Bodies
        numbers={numbers}
        labels={{ before: labelOf(numbers.before), after: labelOf(numbers.after) }}
      />
    </div>
  );
}

function Bodies({
  numbers,
  labels,
}: {
  readonly numbers: Readonly<Record<Side, number>>;
  readonly labels: Labels;
}) {
  const before = useQuery(releaseBodyQuery(numbers.before));
  const after = useQuery(releaseBodyQuery(numbers.after));
  if (before.data && after.data)
    return (
      <Differing
        key={`${String(numbers.before)} ${String(numbers.after)}`}
        {...{ before: before.data, after: after.data, labels }}
      />
    );
  if (before.isPending || after.isPending) return <Waiting />;
  return (
    <ProblemNote
      error={before.error ?? after.error}
      onRetry={() => void Promise.all([before.refetch(), after.refetch()])}
    />
  );
}

function Differing({
  before,
  after,
  labels,
}: {
  readonly before: ReleaseBody;
  readonly after: ReleaseBody;
  readonly labels: Labels;
}) {
  const parts = useMemo(() => changedParts(before, after), [before, after]);
  return (
    <>
      <ComparedWorkflows {...{ before, after, labels }} none={<p>{say.unmoved}</p>} />
      {parts.length === 0 ? (
        <p>{say.alike}</p>
      ) : (
        <section aria-label={say.parts}>
          <h3>{say.parts}</h3>
          <PartTexts {...{ before, after, parts }} />
        </section>
      )}
    </>
  );
}
