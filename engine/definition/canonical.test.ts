import fc from "fast-check";
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { canonicalJson, contentHash } from "./canonical.js";

/** The same content with the members of every object in another order. */
function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, shuffled(part)] as const);
  return Object.fromEntries(entries.toReversed());
}

describe("the hash of some content", () => {
  test("is the sha-256 of its JSON with sorted keys", () => {
    const text = '{"a":[1,{"b":null,"c":"é"}],"z":true}';
    expect(canonicalJson({ z: true, a: [1, { c: "é", b: null }] })).toBe(text);
    const expected = createHash("sha256").update(text, "utf8").digest("hex");
    expect(contentHash(JSON.parse(text))).toBe(expected);
  });

  test("does not depend on the order of members, nor on members that are undefined", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    expect(contentHash({ a: 1, b: undefined })).toBe(contentHash({ a: 1 }));
  });

  test("depends on the order of lists, on types, and on every character", () => {
    const different = [
      [1, 2],
      [2, 1],
      ["1", 2],
      { 0: 1, 1: 2 },
      [1, 2, null],
      "é",
      "e\u0301",
      "E",
      "",
    ];
    expect(new Set(different.map(contentHash)).size).toBe(different.length);
  });

  test("survives storage: content read back from JSON has the same hash", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(contentHash(JSON.parse(JSON.stringify(value)))).toBe(contentHash(value));
      }),
    );
  });

  test("takes names that JavaScript uses itself for what they are: names", () => {
    const value: unknown = JSON.parse('{"__proto__":{"a":1},"constructor":2,"toJSON":3}');
    expect(canonicalJson(value)).toBe('{"__proto__":{"a":1},"constructor":2,"toJSON":3}');
  });
});
