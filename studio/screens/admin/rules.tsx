import { Button, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { parse, stringify } from "yaml";
import type { RuleSet } from "../../../engine/definition/rule-set.js";
import { publishRules, releasesQuery, ruleSetsQuery, type Publication } from "../../api/admin.js";
import { keys } from "../../api/keys.js";
import { Problem } from "../../api/problem.js";
import { ProblemNote, problemTitle } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { Waiting } from "../../ui/waiting.js";
import { Warning } from "../../ui/warning.js";
import { words } from "../../words/index.js";
import { useMay } from "../desk/session.js";
import classes from "./admin.module.css";

/** The rules as text; publishing checks them first and says what to correct. */
export function Rules() {
  const sets = useQuery(ruleSetsQuery);
  const releases = useQuery(releasesQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  const release = releases.data?.[0]?.number;
  if (sets.isPending || releases.isPending) return <Waiting />;
  if (!sets.data) return <ProblemNote error={sets.error} onRetry={() => void sets.refetch()} />;
  const set = sets.data.find(({ id }) => id === chosen) ?? sets.data[0];
  return (
    <Stack gap="md">
      <div>
        <h2>{words.admin.rules}</h2>
        <p className={classes.quiet}>{words.admin.rulesLead}</p>
      </div>
      <NativeSelect
        label={words.admin.ruleSet}
        value={set?.id ?? ""}
        data={sets.data.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
      {set && release !== undefined ? <Editor key={set.id} set={set} release={release} /> : null}
    </Stack>
  );
}

/** One thing that is wrong, with its place. */
type Finding = { readonly pointer: string; readonly message: string };

function Editor({ set, release }: { readonly set: RuleSet; readonly release: number }) {
  const [start, setStart] = useState(() => stringify(set, { lineWidth: 100 }));
  const [baseRelease, setBaseRelease] = useState(release);
  const [text, setText] = useState(start);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  const mayPublish = useMay("release.publish");
  const publishing = usePublish(set.id, {
    onFindings: setFindings,
    onPublished: (number) => {
      setStart(text);
      setBaseRelease(number);
      setReason("");
    },
  });
  const publish = () => {
    setFindings([]);
    setMissing(reason.trim() === "" ? words.admin.reasonNeeded : null);
    if (reason.trim() === "") return;
    if (text === start) {
      setFindings([{ pointer: "", message: words.admin.unchanged }]);
      return;
    }
    const read = readYaml(text);
    if ("wrong" in read) setFindings([{ pointer: words.admin.notYaml, message: read.wrong }]);
    else publishing.mutate({ ruleSet: read.value, reason: reason.trim(), baseRelease });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        publish();
      }}
    >
      <Stack gap="md">
        <Textarea
          label={words.admin.text}
          value={text}
          rows={24}
          spellCheck={false}
          readOnly={!mayPublish}
          className={classes.editor}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Findings findings={findings} />
        {mayPublish ? (
          <>
            <TextInput
              label={words.admin.reasonLabel}
              value={reason}
              error={missing}
              withAsterisk
              maxLength={500}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <div>
              <Button type="submit" loading={publishing.isPending}>
                {words.admin.publish}
              </Button>
            </div>
          </>
        ) : null}
      </Stack>
    </form>
  );
}

function usePublish(
  id: string,
  {
    onFindings,
    onPublished,
  }: {
    readonly onFindings: (findings: readonly Finding[]) => void;
    readonly onPublished: (release: number) => void;
  },
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (publication: Publication) => publishRules(id, publication),
    onSuccess: ({ number }) => {
      toast("done", words.admin.published(number));
      onPublished(number);
      void client.invalidateQueries({ queryKey: keys.ruleSets });
      void client.invalidateQueries({ queryKey: keys.releases });
    },
    onError: (error) => onFindings(findingsOf(error)),
  });
}

/** What the API found wrong, with places as the text shows them. */
function findingsOf(error: unknown): readonly Finding[] {
  if (!(error instanceof Problem)) return [{ pointer: "", message: messageOf(error) }];
  if (error.code === "already_exists") return [{ pointer: "", message: words.admin.newer }];
  if (error.parts.length === 0) return [{ pointer: "", message: problemTitle(error) }];
  return error.parts.map(({ pointer, message }) => ({
    pointer: pointer.replace(/^\/definition/, ""),
    message,
  }));
}

function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <Warning title={words.admin.findings}>
      <ul className={classes.findings}>
        {findings.map((finding) => (
          <li key={`${finding.pointer}${finding.message}`}>
            {finding.pointer === "" ? null : <code>{finding.pointer} </code>}
            {finding.message}
          </li>
        ))}
      </ul>
    </Warning>
  );
}

function readYaml(text: string): { readonly value: unknown } | { readonly wrong: string } {
  try {
    return { value: parse(text) as unknown };
  } catch (error) {
    return { wrong: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : words.problems.unknown;
}
