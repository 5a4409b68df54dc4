import { Button } from "@mantine/core";
import type { RefObject } from "react";
import type { TemplateVariables } from "../../../templates/variables.js";
import { templateWords } from "../../words/templates.js";
import classes from "./templates.module.css";

/** Where somebody last wrote. */
export type Caret = { readonly put: (added: string) => void };

/** What a text may name, with what it stands for; a press puts it where somebody last wrote. */
export function VariableList({
  known,
  caret,
}: {
  readonly known: TemplateVariables;
  readonly caret: RefObject<Caret | null>;
}) {
  const offered = Object.entries(known).filter(([, { phi }]) => phi !== "clinical");
  return (
    <section aria-label={templateWords.variables}>
      <h3>{templateWords.variables}</h3>
      <p className={classes.quiet}>{templateWords.variablesHint}</p>
      <ul className={classes.variables}>
        {offered.map(([path, { description, mayBeEmpty }]) => (
          <li key={path}>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={templateWords.insert(path)}
              onClick={() => caret.current?.put(written(path, mayBeEmpty ?? false))}
            >
              <code>{path}</code>
            </Button>
            <span>
              {description}
              {mayBeEmpty ? ` (${templateWords.mayBeEmpty})` : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What may be empty is put in so that nothing stands there when it is. */
function written(path: string, mayBeEmpty: boolean): string {
  return mayBeEmpty ? `{{#if ${path}}}{{${path}}}{{/if}}` : `{{${path}}}`;
}
