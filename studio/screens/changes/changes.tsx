import { Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useMemo } from "react";
import { useNavigate } from "react-router";
import type { Contributions } from "../../../engine/definition/contributions.js";
import { lintRelease } from "../../../engine/release-lint.js";
import { contributionsQuery } from "../../api/rule-plugins.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { Waiting } from "../../ui/waiting.js";
import { compareWords } from "../../words/compare.js";
import { draftWords } from "../../words/draft.js";
import { filesWords } from "../../words/files.js";
import { replayWords } from "../../words/replay.js";
import { ComparedWorkflows } from "../compare/compared-workflows.js";
import admin from "../admin/admin.module.css";
import { useMay } from "../desk/session.js";
import { addressOfFinding, namedByFinding } from "../draft/address.js";
import { BegunOn } from "../draft/begun-on.js";
import { ChangeList } from "../draft/change-list.js";
import { useChanges } from "../draft/changes-context.js";
import { useEntrances } from "../draft/entrances.js";
import { errorsOf, FindingCounts, FindingList } from "../draft/finding-list.js";
import { History } from "../draft/history.js";
import { usePluginFindings } from "../draft/plugin-findings.js";
import { PublishForm } from "../draft/publish.js";
import { DownloadRelease, releaseFile } from "../files/download.js";
import { ImportButton } from "../files/import-button.js";
import { ReplayPart, useMissed } from "../replay/replay.js";

/** All that the person has changed, over the whole release: what it is, what the check says of it, and the way to publish it. */
export function ChangesPage() {
  const plugins = useQuery(contributionsQuery);
  const { body, published, release, draft, undo, redo } = useChanges();
  if (plugins.isPending) return <Waiting />;
  if (!plugins.data)
    return <ProblemNote error={plugins.error} onRetry={() => void plugins.refetch()} />;
  const can = { undo: draft.done > 0, redo: draft.done < draft.steps.length };
  return (
    <>
      <div className={admin.head}>
        <div>
          <h2>{draftWords.title}</h2>
          <p className={admin.quiet}>{draftWords.lead}</p>
        </div>
        <Group gap="sm">
          <DownloadRelease
            label={filesWords.downloadAll}
            number={release}
            file={draft.done > 0 ? `changes-on-release-${String(release)}` : releaseFile(release)}
            body={() => body}
          />
          <ImportButton />
          <History drafting={{ undo, redo, can }} />
        </Group>
      </div>
      {draft.done === 0 ? (
        <Empty icon="check" title={draftWords.none}>
          {draftWords.noneText}
        </Empty>
      ) : (
        <>
          <BegunOn />
          <ChangeList />
          <ComparedWorkflows
            {...{ before: published, after: body }}
            labels={{ before: compareWords.running(release), after: compareWords.yours }}
          />
          <Checked contributions={plugins.data} />
        </>
      )}
    </>
  );
}

function Checked({ contributions }: { readonly contributions: Contributions }) {
  const { body } = useChanges();
  const navigate = useNavigate();
  const mayPublish = useMay("release.publish");
  const checked = useDeferredValue(body);
  const entrances = useEntrances();
  const ours = useMemo(
    () => lintRelease(checked, contributions, entrances),
    [checked, contributions, entrances],
  );
  const findings = [...ours, ...usePluginFindings()];
  const errors = errorsOf(findings);
  const missed = useMissed();
  const hints = findings.filter((finding) => !errors.includes(finding));
  return (
    <>
      <h3>
        {draftWords.checkLead} <FindingCounts findings={findings} />
      </h3>
      {findings.length === 0 ? <p className={admin.quiet}>{draftWords.nothingFound}</p> : null}
      <FindingList
        findings={[...errors, ...hints]}
        whereOf={(finding) => namedByFinding(finding, checked)}
        canShow={(finding) => addressOfFinding(finding, checked) !== null}
        onShow={(finding) => void navigate(addressOfFinding(finding, checked) ?? "")}
      />
      {errors.length === 0 ? (
        <ReplayPart />
      ) : (
        <>
          <h3>{replayWords.title}</h3>
          <p className={admin.quiet}>{replayWords.broken}</p>
        </>
      )}
      {mayPublish ? (
        <PublishForm
          isSound={errors.length === 0}
          obstacle={missed > 0 ? replayWords.stops : null}
        />
      ) : null}
    </>
  );
}
