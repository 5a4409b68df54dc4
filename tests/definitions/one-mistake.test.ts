import { expect, test } from "vitest";
import type { Json } from "../../engine/definition/names.js";
import { parseDefinition } from "../../engine/definition/parse.js";
import { workflowNamed } from "../support/story.js";

type Path = readonly (string | number)[];

/** The paths of everything in a value that holds nothing else. */
function leaves(value: Json, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [at];
  return Object.entries(value).flatMap(([key, inner]) =>
    leaves(inner, [...at, Array.isArray(value) ? Number(key) : key]),
  );
}

/** A copy with something at a path that belongs nowhere. */
function broken(value: Json, path: Path): Json {
  const [key, ...rest] = path;
  if (key === undefined) return { odd: [true] };
  const copy = structuredClone(value) as { [key: string | number]: Json };
  copy[key] = broken(copy[key] ?? null, rest);
  return copy;
}

test.each(["ticket", "lost-property"] as const)(
  "one mistake in %s, wherever it is, is told once and nothing is said of what is right",
  (id) => {
    const workflow = JSON.parse(JSON.stringify(workflowNamed(id))) as Json;
    const places = leaves(workflow).filter(([first]) => first !== "kind" && first !== "spec");
    expect(places.length).toBeGreaterThan(100);
    for (const path of places) {
      const parsed = parseDefinition("workflow", broken(workflow, path));
      const found = parsed.ok ? [] : parsed.findings.map((finding) => finding.path);
      const pointer = `/${path.join("/")}`;
      const elsewhere = found.filter(
        (one) => !`${one}/`.startsWith(`${pointer}/`) && !`${pointer}/`.startsWith(`${one}/`),
      );
      expect({ pointer, elsewhere, told: found.length > 0 }).toEqual({
        ...{ pointer, elsewhere: [], told: true },
      });
    }
  },
);
