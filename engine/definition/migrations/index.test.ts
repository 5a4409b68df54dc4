import { expect, it } from "vitest";
import { migrated, type FormatMigration } from "./index.js";

const rename: FormatMigration = {
  from: 1,
  migrate: ({ title, ...rest }) => ({ ...rest, ...(title === undefined ? {} : { name: title }) }),
};
const note: FormatMigration = { from: 2, migrate: (definition) => ({ ...definition, note: "" }) };

it("a definition of the current format stays as it is", () => {
  const definition = { spec: 1, name: "Ticket" };
  expect(migrated(definition)).toEqual({ ok: true, value: definition });
});

it("an older definition takes every step up to the current format", () => {
  expect(migrated({ spec: 1, title: "Ticket" }, [rename, note], 3)).toEqual({
    ok: true,
    value: { spec: 3, name: "Ticket", note: "" },
  });
});

it("a definition in between takes only the steps it lacks", () => {
  expect(migrated({ spec: 2, title: "Ticket" }, [rename, note], 3)).toEqual({
    ok: true,
    value: { spec: 3, title: "Ticket", note: "" },
  });
});

it("a format from the future, or from nowhere, is refused", () => {
  for (const spec of [2, 0, -1, "1", null])
    expect(migrated({ spec })).toMatchObject({
      ok: false,
      findings: [{ code: "D005", path: "/spec" }],
    });
});

it("a definition without a format version is left for the schema to refuse", () => {
  expect(migrated({ kind: "workflow" })).toEqual({ ok: true, value: { kind: "workflow" } });
  expect(migrated(["spec"])).toEqual({ ok: true, value: ["spec"] });
});
