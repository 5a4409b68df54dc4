import { pointer } from "../finding.js";
import { isGeneralWord } from "../keywords.js";
import { OPENED_OTHERWISE, type OpeningMessages, openingKey } from "../opened-by.js";
import { suggestion } from "../wording.js";
import type { Workflow } from "../workflow.js";
import { draft, type Draft } from "./codes.js";
import { type Entrances, own, type Subject } from "./names.js";
import { valueFindings } from "./values.js";

/**
 * What messages open: W071 endpoints that are not there, W072 messages that there cannot be, W067 keywords that mean something already, W051 fields that no message fills in, W068 data that cannot be told
 * from where a message came to, W022 and W023 data that the workflow does not have.
 */
export function lintOpenings(subject: Subject): readonly Draft[] {
  const { openedBy = [], data, messageField } = subject.workflow;
  if (openedBy.length === 0) return [];
  const missing = (data.required ?? []).filter(
    (field) =>
      field !== messageField && openedBy.some((way) => own(way.data ?? {}, field) === undefined),
  );
  return [
    ...openedBy.flatMap((way, place) => lintWay(subject, way, pointer("openedBy", place))),
    ...openedBy.flatMap((way, place) => lintData(subject, way, pointer("openedBy", place))),
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
        "Do not require it, let it take the text of the message (`messageField`), or say what it is (`data`).",
      ),
    ),
  ];
}

/** Whether any message can be as a way says. Where the installation is not known, endpoints are whatever somebody calls them. */
function lintWay(
  { known: { entrances } }: Subject,
  { endpoint, to, keyword }: OpeningMessages,
  path: string,
): readonly Draft[] {
  if (endpoint !== undefined && entrances !== null && !entrances.has(endpoint))
    return [
      draft(
        "W071",
        `${path}/endpoint`,
        `Nothing comes in by \`${endpoint}\` here.`,
        () => `${suggestion(endpoint, entrances.keys())} Otherwise it counts once it is there.`,
      ),
    ];
  const kind = endpoint === undefined ? undefined : entrances?.get(endpoint);
  const isMailbox = to?.includes("@");
  if (keyword !== undefined && (isMailbox === true || (kind !== undefined && kind !== "sms")))
    return [
      draft(
        "W072",
        `${path}/keyword`,
        `First words are read by SMS alone, so \`${keyword}\` opens nothing here.`,
        "Leave the word out, or name a number.",
      ),
    ];
  const fits = kind === undefined || isMailbox === undefined || isMailbox === (kind === "email");
  if (fits) return [];
  return [
    draft(
      "W072",
      `${path}/to`,
      `Nothing that is written to \`${String(to)}\` comes in by \`${String(endpoint)}\`.`,
      "Name another endpoint, or none.",
    ),
  ];
}

/** What is known of everything that comes to an address. */
function lintData(
  subject: Subject,
  { endpoint, to, keyword, data }: OpeningMessages,
  path: string,
): readonly Draft[] {
  if (data === undefined) return [];
  const given = Object.entries(data);
  const isAnywhere = endpoint === undefined && to === undefined;
  if (isAnywhere || keyword !== undefined)
    return [
      draft(
        "W068",
        `${path}/data`,
        "Data are told from where a message comes to, not from how it begins.",
        "Name an endpoint or an address, and no keyword.",
      ),
    ];
  return given.flatMap(([field, value]) => {
    const at = `${path}${pointer("data", field)}`;
    if (field === subject.workflow.messageField)
      return [
        draft("W068", at, `\`${field}\` takes what the message says.`, "Choose another field."),
      ];
    return valueFindings(subject, { target: `data.${field}`, value, facts: {}, path: at });
  });
}

/** W073: there is no workflow for the messages that none names, and not all of them are named. */
export function lintOtherwise(
  workflows: readonly Workflow[],
  entrances: Entrances | null,
): readonly Draft[] {
  if (workflows.some(({ id }) => id === OPENED_OTHERWISE)) return [];
  const whole = workflows
    .flatMap(({ openedBy = [] }) => openedBy)
    .filter(({ to, keyword }) => to === undefined && keyword === undefined);
  const named = new Set(whole.map(({ endpoint }) => endpoint));
  if (entrances !== null && [...entrances.keys()].every((one) => named.has(one))) return [];
  return [
    draft(
      "W073",
      pointer("workflows"),
      `Messages that no workflow names open \`${OPENED_OTHERWISE}\`, and there is no such workflow: nobody sees them.`,
      "Say of a workflow that it takes all messages of each endpoint, or add that workflow.",
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

function said({ endpoint, to, keyword }: OpeningMessages): string {
  const by = [to, endpoint].flatMap((place) => (place === undefined ? [] : [` to \`${place}\``]));
  const first = keyword === undefined ? "" : ` that begin with \`${keyword}\``;
  return `Messages${by.join("")}${first}`;
}
