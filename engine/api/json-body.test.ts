import { describe, expect, test } from "vitest";
import { CasewrightError } from "../protocol/errors.js";
import { parseJsonBody, REQUEST_LIMITS } from "./json-body.js";

const parse = (text: string) => parseJsonBody(new TextEncoder().encode(text), REQUEST_LIMITS);

function codeOf(text: string): string {
  try {
    parse(text);
    return "accepted";
  } catch (error) {
    if (error instanceof CasewrightError) return error.code;
    throw error;
  }
}

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
const keyed = (count: number) =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${String(i)}`, i])));

describe("a JSON body", () => {
  test("is parsed when it is plain", () => {
    expect(parse('{"a":[1,"ü — 🙂",null,{"b":true}]}')).toEqual({
      a: [1, "ü — 🙂", null, { b: true }],
    });
  });

  test("nested 32 levels passes, 33 and 100,000 do not", () => {
    expect(codeOf(nested(32))).toBe("accepted");
    expect(codeOf(nested(33))).toBe("invalid_request");
    expect(codeOf(nested(100_000))).toBe("invalid_request");
  });

  test("brackets and colons inside texts count for nothing", () => {
    expect(codeOf(JSON.stringify({ text: '[{"":::'.repeat(1_000) }))).toBe("accepted");
    expect(codeOf(String.raw`{"text":"\\","b":"\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}`)).toBe(
      "accepted",
    );
  });

  test("of 2,000 keys passes, one more does not; nor does a list of 1,001 items", () => {
    expect(codeOf(keyed(2_000))).toBe("accepted");
    expect(codeOf(keyed(2_001))).toBe("too_large");
    expect(codeOf(JSON.stringify(Array.from({ length: 1_000 }, () => 0)))).toBe("accepted");
    expect(codeOf(JSON.stringify(Array.from({ length: 1_001 }, () => 0)))).toBe("too_large");
  });

  test.each([
    '{"__proto__":{"a":1}}',
    '{"a":{"__proto__":1}}',
    String.raw`{"__proto__":1}`,
    '{"constructor":{"prototype":{"a":1}}}',
    '{"constructor":1}',
    '{"a":[{"prototype":1}]}',
  ])("never reaches JavaScript's own objects: %s", (text) => {
    expect(codeOf(text)).toBe("invalid_request");
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test.each([
    [String.raw`{"a":"\ud800"}`, "half a character"],
    [String.raw`{"a":"x\u0000"}`, "the zero character"],
    [String.raw`{"\udc00":1}`, "half a character in a key"],
    ['{"a":1,}', "a comma too many"],
    ["", "nothing"],
    ["nul", "half a word"],
  ])("is refused: %s (%s)", (text) => {
    expect(codeOf(text)).toBe("invalid_request");
  });

  test("that is not UTF-8 is refused", () => {
    expect(() => parseJsonBody(Uint8Array.of(0x22, 0xff, 0x22), REQUEST_LIMITS)).toThrow(
      "invalid_request",
    );
  });
});
