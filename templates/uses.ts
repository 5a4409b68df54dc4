import { readTemplate, type Expression, type Part, type Place } from "./read.js";

/** One place where a template names a variable. `covered`: the text also says something when the value is missing. */
export type VariableUse = { readonly path: string; readonly at: Place; readonly covered: boolean };

/** The variables a text names, sorted, each once; empty for a text that cannot be read. */
export function variablesOf(source: string): readonly string[] {
  const read = readTemplate(source);
  if (!read.ok) return [];
  return [...new Set(usesOf(read.parts).map(({ path }) => path))].toSorted();
}

/** Every use of a variable in reading order. Inside `{{#if x}}` and under `default`, `x` is covered. */
export function usesOf(
  parts: readonly Part[],
  present: ReadonlySet<string> = new Set(),
): readonly VariableUse[] {
  return parts.flatMap((part) => {
    switch (part.kind) {
      case "text":
        return [];
      case "value":
        return usesIn(part.value, present);
      case "choice":
        return [
          { path: part.path, at: part.at, covered: true },
          ...usesOf(part.present, new Set([...present, part.path])),
          ...usesOf(part.absent, present),
        ];
    }
  });
}

function usesIn(expression: Expression, present: ReadonlySet<string>): readonly VariableUse[] {
  switch (expression.kind) {
    case "constant":
      return [];
    case "variable": {
      const { path, at } = expression;
      return [{ path, at, covered: present.has(path) }];
    }
    case "format": {
      const uses = expression.over.map((each) => usesIn(each, present));
      if (expression.name !== "default") return uses.flat();
      const [value = [], otherwise = []] = uses;
      return [...value.map((use) => ({ ...use, covered: true })), ...otherwise];
    }
  }
}
