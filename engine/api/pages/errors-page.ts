import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ERRORS } from "../../protocol/errors.js";
import { escaped, page, prose } from "./html.js";

/** The page that the `type` of every problem leads to: one heading for each code, with the words of `docs/errors.md`. */
export function errorsPage(projectRoot: string): string {
  const words = sectionsOf(join(projectRoot, "docs", "errors.md"));
  const entries = Object.entries(ERRORS).map(
    ([code, { status, title, retryable }]) =>
      `<section><h2 id="${code}"><code>${code}</code></h2><p><strong>${escaped(title)}.</strong> ` +
      `Status ${String(status)}. Repeating the same request ${retryable ? "may succeed" : "does not help"}.</p>` +
      `${(words.get(code) ?? []).map((paragraph) => `<p>${prose(paragraph)}</p>`).join("")}</section>`,
  );
  return page("Casewright errors", ["<h1>Errors</h1>", ...entries].join("\n"));
}

/** Paragraphs by heading; the sentence with status and repeat, which we say ourselves, is left out. */
function sectionsOf(file: string): ReadonlyMap<string, readonly string[]> {
  if (!existsSync(file)) return new Map();
  const sections = readFileSync(file, "utf8").split(/^## /m).slice(1);
  return new Map(
    sections.map((section) => {
      const [heading = "", ...lines] = section.split("\n");
      const paragraphs = lines
        .join("\n")
        .split(/\n\s*\n/)
        .map((text) =>
          text
            .replaceAll("\n", " ")
            .trim()
            .replace(/^Status \d+\. Repeat: \w+\. /, ""),
        );
      return [heading.trim(), paragraphs.filter((text) => text.trim() !== "")];
    }),
  );
}
