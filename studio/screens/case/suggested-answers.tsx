import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { suggestionsQuery } from "../../api/cases.js";
import { Icon } from "../../ui/icons.js";
import { words } from "../../words/index.js";
import classes from "./composer.module.css";

/** Answers that others have written for what this ticket is about; a press puts one into the reply, where it can be changed. */
export function SuggestedAnswers({
  caseId,
  onChoose,
}: {
  readonly caseId: string;
  readonly onChoose: (text: string) => void;
}) {
  const answers = useQuery(suggestionsQuery(caseId)).data ?? [];
  if (answers.length === 0) return null;
  return (
    <section className={classes.answers} aria-label={words.composer.answers}>
      <span className={classes.answersLabel} aria-hidden="true">
        {words.composer.answers}
      </span>
      <ul className={classes.answerList}>
        {answers.map(({ id, name, text, language }) => (
          <li key={id}>
            <Button
              variant="default"
              size="compact-sm"
              className={classes.answer}
              leftSection={<Icon name="message" size={14} />}
              aria-description={text}
              title={text}
              lang={language}
              onClick={() => onChoose(text)}
            >
              {name}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
