import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readKeyword } from "./keywords.js";
import { growth, LINEAR } from "../../tests/support/growth.js";

describe("a message that is a keyword and nothing else", () => {
  test.each([
    "STOP",
    " stop ",
    "Stop.",
    "STOP!!",
    "StopAll",
    "Unsubscribe",
    "cancel",
    "END",
    "quit",
    "revoke",
    "OPTOUT",
    "opt  out",
    "acha",
    "Simamisha",
  ])("%j ends all messages", (text) => {
    expect(readKeyword(text)).toEqual({ kind: "stop" });
  });

  test.each(["START", "unstop", "Anza."])("%j begins them again", (text) => {
    expect(readKeyword(text)).toEqual({ kind: "start" });
  });

  test.each([
    ["LINK", null],
    [" kiungo ", null],
    ["Link T-4K7Q-9", "T-4K7Q-9"],
    ["link: t4k7q9", "T-4K7Q-9"],
  ])("%j asks for the page of a case", (text, caseId) => {
    expect(readKeyword(text)).toEqual({ kind: "link", caseId });
  });

  test.each(["Link is broken", "linkage", "the link"])("%j is for a person to read", (text) => {
    expect(readKeyword(text)).toBeNull();
  });

  test.each(["HELP", "info", "msaada!"])("%j asks for help", (text) => {
    expect(readKeyword(text)).toEqual({ kind: "help" });
  });

  test.each([
    ["ENGLISH", "en"],
    ["kiingereza", "en"],
    ["Swahili", "sw"],
    ["KISWAHILI.", "sw"],
  ])("%j asks for a language", (text, language) => {
    expect(readKeyword(text)).toEqual({ kind: "language", language });
  });
});

describe("a message that opens another case", () => {
  test.each([
    ["NEW I lost my card", "I lost my card"],
    ["new: I lost my card", "I lost my card"],
    ["New - card", "card"],
    ["MPYA nimepoteza kadi", "nimepoteza kadi"],
    ["  new\nI lost my card  ", "I lost my card"],
    ["NEW", ""],
  ])("%j says so with its first word, and the rest is its text", (message, text) => {
    expect(readKeyword(message)).toEqual({ kind: "another", text });
  });

  test.each(["newborn has a fever", "news?", "A new card please", "renew"])(
    "%j does not",
    (message) => {
      expect(readKeyword(message)).toBeNull();
    },
  );
});

describe("a message for a person", () => {
  test.each([
    "Please stop calling me",
    "stop the pain",
    "Can you help me?",
    "The end of the week",
    "I cancel my appointment",
    "start on Monday",
    "I speak english",
    "",
    "...",
    "1",
    "toString",
    "__proto__",
    "constructor",
  ])("%j is no keyword", (text) => {
    expect(readKeyword(text)).toBeNull();
  });

  test("is never an error, whatever is written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        expect(() => readKeyword(text)).not.toThrow();
      }),
    );
  });

  test("is read in a time that grows with its blanks, not with their square", async () => {
    const read = (size: number) => readKeyword(`x${" ".repeat(size)}x`);
    expect(await growth(read, 20_000)).toBeLessThan(LINEAR);
  });
});
