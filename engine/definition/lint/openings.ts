import { pointer } from "../finding.js";
import { isGeneralWord } from "../keywords.js";
import { type OpeningMessages, openingKey } from "../opened-by.js";
import type { Workflow } from "../workflow.js";
import { draft, type Draft } from "./codes.js";
import type { Subject } from "./names.js";

/** What messages open: W067 keywords that mean something already, W051 fields that no message fills in. */
export function lintOpenings({ workflow }: Subject): readonly Draft[] {
  const { openedBy = [], data, messageField } = workflow;
  if (openedBy.length === 0) return [];
  const missing = (data.required ?? []).filter((field) => field !== messageField);
  return [
    ...openedBy.flatMap(({ keyword }, place) =>
      keyword !== undefined && isGeneralWord(keyword)
        ? [
            draft(
              "W067",
              pointer("openedBy", place, "keyword"),
              `\`${keyword}\` means something already, whoever writes it.`,
              "Choose another word.",
            ),
          ]
        : [],
    ),
    ...missing.map((field) =>
      draft(
        "W051",
        pointer("openedBy"),
        `A message opens cases without \`${field}\`, which is required.`,
        "Do not require it, or let it take the text of the message (`messageField`).",
      ),
    ),
  ];
}

/** W066: the same messages are to open cases of two workflows, or are named twice. */
export function lintSameOpenings(workflows: readonly Workflow[]): readonly Draft[] {
  const claimed = new Map<string, string>();
  return workflows.flatMap(({ id, openedBy = [] }, place) =>
    openedBy.flatMap((way, inner) => {
      const other = claimed.get(openingKey(way));
      claimed.set(openingKey(way), other ?? id);
      return other === undefined
        ? []
        : [
            draft(
              "W066",
              pointer("workflows", place, "openedBy", inner),
              `${said(way)} open cases of \`${other}\` already.`,
              "Choose another keyword or endpoint.",
            ),
          ];
    }),
  );
}

function said({ endpoint, keyword }: OpeningMessages): string {
  const by = endpoint === undefined ? "" : ` to \`${endpoint}\``;
  const first = keyword === undefined ? "" : ` that begin with \`${keyword}\``;
  return `Messages${by}${first}`;
}
