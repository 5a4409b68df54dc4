import { Button, Checkbox, Group } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Contributions } from "../../../engine/definition/contributions.js";
import type { FileDefinition } from "../../../engine/text/definition-file.js";
import type { DefinitionDifference } from "../../../engine/text/differences.js";
import { fileText } from "../../../engine/text/exported.js";
import { nameText } from "../../../engine/text/release-text.js";
import { newFindings } from "../../files/import-check.js";
import { editFor, imported, importEdit, othersThan } from "../../files/import.js";
import { toast } from "../../ui/toast.js";
import { Warning } from "../../ui/warning.js";
import { filesWords as say } from "../../words/files.js";
import { words } from "../../words/index.js";
import { changeWords, subjectName, type Named } from "../draft/change-words.js";
import { useChanges } from "../draft/changes-context.js";
import { FoldedDiff } from "../review/folded-diff.js";
import { textDiff } from "../review/line-diff.js";
import { FileFindings } from "./file-findings.js";
import classes from "./files.module.css";

type Props = {
  /** Names of the files. */
  readonly from: string;
  readonly definitions: readonly FileDefinition[];
  readonly contributions: Contributions;
  readonly onClose: () => void;
};

/** What would change if what files say were taken, in sentences and line by line, what the check would say, and the way to take it. */
export function ImportPreview({ from, definitions, contributions, onClose }: Props) {
  const { body, record } = useChanges();
  const [others, setOthers] = useState<"stay" | "go">("stay");
  const { after, differences } = useMemo(
    () => imported(body, definitions, others),
    [body, definitions, others],
  );
  const findings = useMemo(
    () => newFindings({ before: body, after, definitions, contributions }),
    [body, after, definitions, contributions],
  );
  const isWhole = definitions.some(({ kind }) => kind === "organisation");
  const absent = othersThan(definitions, body).length;
  const take = () => {
    const edit = importEdit(differences, from);
    if (!edit) return;
    record(edit);
    toast("note", say.taken(from));
    onClose();
  };
  return (
    <>
      {isWhole && absent > 0 ? (
        <Checkbox
          label={say.others(absent)}
          checked={others === "go"}
          onChange={({ currentTarget: { checked } }) => setOthers(checked ? "go" : "stay")}
        />
      ) : null}
      {differences.length === 0 ? (
        <p role="status">{say.same}</p>
      ) : (
        <section aria-label={say.changes(differences.length)}>
          <h3 className={classes.heading}>{say.changes(differences.length)}</h3>
          <ul className={classes.differences}>
            {differences.map((one) => (
              <Difference
                key={nameText(one)}
                difference={one}
                named={{ body: after, published: body }}
              />
            ))}
          </ul>
        </section>
      )}
      {findings.length > 0 ? (
        <Warning title={say.broken}>
          <FileFindings findings={findings} />
        </Warning>
      ) : null}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button disabled={differences.length === 0} onClick={take}>
          {say.takeIt}
        </Button>
      </Group>
    </>
  );
}

function Difference({
  difference,
  named,
}: {
  readonly difference: DefinitionDifference;
  readonly named: Named;
}) {
  const edit = editFor(difference);
  const name = subjectName(edit, named);
  const { kind, id, before, after } = difference;
  const textOf = (definition: typeof before) =>
    definition ? fileText({ kind, id, definition }) : "";
  return (
    <li>
      <b className={classes.subject}>{name}</b> {changeWords(edit, named)}
      <FoldedDiff
        label={say.showText}
        about={say.textOf(name)}
        lines={textDiff(textOf(before), textOf(after))}
      />
    </li>
  );
}
