import type { OpenApi, Operation } from "../openapi.js";
import { escaped, page, prose } from "./html.js";

/** The API as a page to read: every operation with what goes in and comes out, made from the OpenAPI document. */
export function apiPage(api: OpenApi): string {
  const operations = Object.entries(api.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  const body = [
    "<h1>Casewright API</h1>",
    `<p>${prose(api.info.description)}</p>`,
    '<p><a href="/openapi.json">OpenAPI 3.1</a> · <a href="/docs/errors">Errors</a></p>',
    `<nav aria-label="Groups"><p>${groups
      .map((group) => `<a href="#${slug(group)}">${escaped(group)}</a>`)
      .join(" · ")}</p></nav>`,
    ...groups.map((group) => {
      const members = operations.filter(({ operation }) => operation.tags.includes(group));
      return `<section><h2 id="${slug(group)}">${escaped(group)}</h2>${members.map(entry).join("")}</section>`;
    }),
    `<section><h2 id="schemas">Schemas</h2>${Object.entries(api.components.schemas)
      .map(([name, schema]) => schemaEntry(name, schema))
      .join("")}</section>`,
  ];
  return page("Casewright API", body.join("\n"));
}

type Entry = { readonly path: string; readonly method: string; readonly operation: Operation };

function entry({ path, method, operation }: Entry): string {
  const { operationId, summary, description = "", parameters, requestBody, responses } = operation;
  return `<details id="${escaped(operationId)}">
<summary><b>${method.toUpperCase()}</b><code>${escaped(path)}</code><span>${escaped(summary)}</span></summary>
<div>
${description === "" ? "" : `<p>${prose(description)}</p>`}
<p>Permission: <code>${escaped(operation["x-permission"])}</code></p>
${parameters.length === 0 ? "" : `<h3>Parameters</h3>${parameterTable(parameters)}`}
${requestBody === undefined ? "" : `<h3>Body</h3>${json(requestBody)}`}
<h3>Answers</h3>${answerTable(responses)}
</div></details>
`;
}

function parameterTable(parameters: Operation["parameters"]): string {
  const rows = parameters.map(
    ({ name, in: where, required, schema, description }) =>
      `<tr><td><code>${escaped(name)}</code></td><td>${where}${required ? ", required" : ""}</td>` +
      `<td>${prose(description ?? "")} <code>${escaped(JSON.stringify(schema))}</code></td></tr>`,
  );
  return `<table><tr><th>Name</th><th>Where</th><th>What</th></tr>${rows.join("")}</table>`;
}

function answerTable(responses: Operation["responses"]): string {
  const rows = Object.entries(responses).map(
    ([status, { description, content }]) =>
      `<tr><td>${status}</td><td>${prose(description)}${content && Number(status) < 400 ? json(content) : ""}</td></tr>`,
  );
  return `<table><tr><th>Status</th><th>Meaning</th></tr>${rows.join("")}</table>`;
}

function schemaEntry(name: string, schema: unknown): string {
  return `<details id="schema-${escaped(name)}"><summary><code>${escaped(name)}</code></summary><div>${json(schema)}</div></details>`;
}

/** JSON to read; references to schemas are links. */
function json(value: unknown): string {
  const text = escaped(JSON.stringify(value, null, 2));
  const linked = text.replace(
    /#\/components\/schemas\/([A-Za-z]+)/g,
    '<a href="#schema-$1">#/components/schemas/$1</a>',
  );
  return `<pre>${linked}</pre>`;
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
}
