import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { type ReleaseLine, releasesQuery } from "../../api/admin.js";
import { releaseBodyQuery } from "../../api/migrations.js";
import { ProblemNote } from "../../ui/notes.js";
import { fullTime } from "../../ui/time.js";
import { Waiting } from "../../ui/waiting.js";
import { compareWords } from "../../words/compare.js";
import { filesWords } from "../../words/files.js";
import { movingWords } from "../../words/moving.js";
import { words } from "../../words/index.js";
import { rampWords } from "../../words/ramp.js";
import { releasesWords } from "../../words/releases.js";
import { useRights } from "../draft/rights-context.js";
import { DownloadRelease, releaseFile } from "../files/download.js";
import { MigrationList } from "../migration/migration-list.js";
import { MoveCases } from "../migration/move-cases.js";
import { BeginRamp } from "../releases/begin-ramp.js";
import { BringBack } from "../releases/bring-back.js";
import { RampList } from "../releases/ramp-list.js";
import classes from "./admin.module.css";

/** The pictures and the texts are compared with libraries of their own. */
const CompareReleases = lazy(async () => ({
  default: (await import("../compare/compare-releases.js")).CompareReleases,
}));

/** How many cases follow a release, and on which interpreter they run. */
function openWords({ open }: ReleaseLine): string {
  if (open.length === 0) return words.admin.noOpenCases;
  return open.map(({ cases, interpreter }) => words.admin.openCases(cases, interpreter)).join(", ");
}

/** Releases that are shown until somebody asks for earlier ones. */
const AT_ONCE = 50;

/** Characters of a content hash that are enough to compare two by eye. */
const HASH_SHOWN = 12;

/** Where a release is compared with the one before it. */
function comparing(releases: readonly ReleaseLine[], place: number): string {
  const [to, from] = releases.slice(place, place + 2).map(({ number }) => String(number));
  return `/admin/releases?from=${from ?? ""}&to=${to ?? ""}`;
}

/** What has been published: by whom, when and why; two of it compared; or the way to move the open cases of one release. */
export function Releases({ item }: { readonly item: string | undefined }) {
  const [address] = useSearchParams();
  const number = Number(item);
  if (item === undefined && address.has("from"))
    return (
      <Suspense fallback={<Waiting />}>
        <CompareReleases />
      </Suspense>
    );
  return Number.isInteger(number) && number > 0 ? <MoveCases from={number} /> : <ReleaseList />;
}

function ReleaseList() {
  const mayMove = useRights().all();
  const navigate = useNavigate();
  const [wanted, setWanted] = useState<number | null>(null);
  const [isRamping, setRamping] = useState(false);
  const [shown, setShown] = useState(AT_ONCE);
  const client = useQueryClient();
  const releases = useQuery(releasesQuery);
  if (releases.isPending) return <Waiting />;
  if (!releases.data) {
    return <ProblemNote error={releases.error} onRetry={() => void releases.refetch()} />;
  }
  return (
    <>
      <RampList mayStep={mayMove} />
      <div className={classes.head}>
        <h2>{words.admin.releases}</h2>
      </div>
      <ol className={classes.list} reversed>
        {releases.data.slice(0, shown).map((release, place) => (
          <li key={release.number} className={classes.line}>
            <div className={classes.grow}>
              <span className={classes.name}>
                {words.case.release(release.number)}
                {place === 0 ? ` · ${words.admin.current}` : ""}
              </span>
              <span>{release.reason}</span>
              <p className={classes.quiet}>{openWords(release)}</p>
            </div>
            <span className={classes.quiet}>
              {release.by} · <time dateTime={release.at}>{fullTime(release.at)}</time>
            </span>
            <span className={`${classes.quiet ?? ""} ${classes.hash ?? ""}`}>
              {release.hash.slice(0, HASH_SHOWN)}
            </span>
            <DownloadRelease
              label={filesWords.download}
              says={filesWords.downloadRelease(release.number)}
              number={release.number}
              file={releaseFile(release.number)}
              body={() => client.query(releaseBodyQuery(release.number))}
            />
            {releases.data[place + 1] === undefined ? null : (
              <Button
                variant="default"
                aria-label={compareWords.compareOne(release.number)}
                onClick={() => void navigate(comparing(releases.data, place))}
              >
                {compareWords.compare}
              </Button>
            )}
            {mayMove && place === 0 && release.number > 1 ? (
              <Button variant="default" onClick={() => setRamping(true)}>
                {rampWords.begin}
              </Button>
            ) : null}
            {mayMove && place > 0 ? (
              <Button variant="default" onClick={() => setWanted(release.number)}>
                {releasesWords.bringBack}
              </Button>
            ) : null}
            {mayMove && place > 0 && release.open.length > 0 ? (
              <Button
                variant="default"
                onClick={() => void navigate(`/admin/releases/${String(release.number)}`)}
              >
                {movingWords.move}
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      {releases.data.length > shown ? (
        <Button variant="default" onClick={() => setShown(shown + AT_ONCE)}>
          {words.list.loadMore}
        </Button>
      ) : null}
      {wanted === null ? null : <BringBack number={wanted} onClose={() => setWanted(null)} />}
      {isRamping ? <BeginRamp onClose={() => setRamping(false)} /> : null}
      {mayMove ? <MigrationList /> : null}
    </>
  );
}
