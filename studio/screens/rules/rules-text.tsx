import { Button, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { RuleSet } from "../../../engine/definition/rule-set.js";
import { notedContent } from "../../../engine/text/read.js";
import { definitionText } from "../../../engine/text/write.js";
import { readYaml } from "../../../engine/text/yaml-file.js";
import { checkRules } from "../../api/definitions.js";
import { rulesWords } from "../../words/rules.js";
import { Refused } from "../draft/refused.js";
import { UnreadableText } from "../draft/unreadable-text.js";
import { useRules } from "./rules-context.js";
import classes from "./rules.module.css";

/** The whole rule set as text, with its comments. What somebody types there counts once it is taken over, and is read then. */
export function RulesText() {
  const { ruleSet, record, readOnly } = useRules();
  const written = definitionText("ruleset", ruleSet);
  const [typed, setTyped] = useState<string | null>(null);
  const taking = useMutation({
    mutationFn: async (text: string) => {
      const read = contentOf(text);
      await checkRules(ruleSet.id, read);
      return read as RuleSet;
    },
    onSuccess: (read) => {
      record({ do: "replaceAll", ruleSet: read });
      setTyped(null);
    },
  });
  return (
    <form
      noValidate
      className={classes.fields}
      onSubmit={(event) => {
        event.preventDefault();
        taking.mutate(typed ?? written);
      }}
    >
      <p className={classes.quiet}>{rulesWords.textLead}</p>
      <Textarea
        label={rulesWords.yaml}
        value={typed ?? written}
        rows={24}
        spellCheck={false}
        readOnly={readOnly}
        className={classes.text ?? ""}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {taking.isError ? <Refused error={taking.error} /> : null}
      {readOnly ? null : (
        <div>
          <Button
            type="submit"
            variant="default"
            disabled={typed === null}
            loading={taking.isPending}
          >
            {rulesWords.useText}
          </Button>
        </div>
      )}
    </form>
  );
}

/** What a text says, with what stands behind `#` in it. @throws UnreadableText */
function contentOf(text: string): unknown {
  const read = readYaml("", text);
  if ("finding" in read) throw new UnreadableText(rulesWords.atLine(read.finding));
  return notedContent(read.yaml);
}
