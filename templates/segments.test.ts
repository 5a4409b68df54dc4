import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countSegments } from "./segments.js";

describe("an SMS is counted as the network bills it", () => {
  test.each([
    ["nothing at all", "", "GSM7", 0, 0],
    ["160 plain letters fit one SMS", "a".repeat(160), "GSM7", 160, 1],
    ["161 plain letters need two", "a".repeat(161), "GSM7", 161, 2],
    ["306 letters fill two parts", "a".repeat(306), "GSM7", 306, 2],
    ["307 letters need three", "a".repeat(307), "GSM7", 307, 3],
    ["the euro sign counts two", "a".repeat(159) + "€", "GSM7", 161, 2],
    ["158 letters and a euro sign still fit one", "a".repeat(158) + "€", "GSM7", 160, 1],
    ["a typographic apostrophe turns the text into UCS-2", "It’s your turn", "UCS2", 14, 1],
    ["70 UCS-2 units fit one SMS", "ጤ".repeat(70), "UCS2", 70, 1],
    ["71 UCS-2 units need two", "ጤ".repeat(71), "UCS2", 71, 2],
    ["134 UCS-2 units fill two parts", "ጤ".repeat(134), "UCS2", 134, 2],
    ["36 emoji are 72 units and need two", "🙂".repeat(36), "UCS2", 72, 2],
    ["35 emoji fit one", "🙂".repeat(35), "UCS2", 70, 1],
    ["an emoji is never torn apart at unit 67", "🙂".repeat(67), "UCS2", 134, 3],
    ["an accent in one code point is in the alphabet", "é", "GSM7", 1, 1],
    ["an accent in two code points is not", "e\u0301", "UCS2", 2, 1],
    ["Swahili needs no accents", "Karibu! Miadi yako ni saa 3 asubuhi.", "GSM7", 36, 1],
    ["Amharic is UCS-2", "እንኳን ደህና መጡ", "UCS2", 11, 1],
    [
      "an escaped sign is never torn apart at septet 153",
      "a".repeat(152) + "€" + "a".repeat(152),
      "GSM7",
      306,
      3,
    ],
    ["line breaks are in the alphabet", "a\nb\r\nc", "GSM7", 6, 1],
    ["a tab is not", "a\tb", "UCS2", 3, 1],
    ["braces, brackets and the tilde count two each", "{}[]~|^\\", "GSM7", 16, 1],
    ["Greek capitals are in the alphabet", "ΔΦΓΛΩΠΨΣΘΞ", "GSM7", 10, 1],
    ["a Greek capital that looks Latin is not", "\u0391", "UCS2", 1, 1],
    ["the lower-case cedilla is not in the alphabet, the capital is", "ç", "UCS2", 1, 1],
    ["the capital cedilla is", "Ç", "GSM7", 1, 1],
    ["the back quote is not", "`", "UCS2", 1, 1],
    ["the escape itself is no character", "\u001b", "UCS2", 1, 1],
  ] as const)("%s", (_title, text, encoding, units, segments) => {
    expect(countSegments(text)).toMatchObject({ encoding, units, segments });
  });

  test("the room in a segment shrinks as soon as there are two", () => {
    expect(countSegments("a".repeat(160)).perSegment).toBe(160);
    expect(countSegments("a".repeat(161)).perSegment).toBe(153);
    expect(countSegments("ጤ").perSegment).toBe(70);
    expect(countSegments("ጤ".repeat(71)).perSegment).toBe(67);
  });

  test("any text gets the count of a slow encoder that cuts real septets and units", () => {
    const piece = fc.oneof(
      fc.constantFrom("a", " ", "€", "{", "\n", "ñ"),
      fc.constantFrom("’", "🙂", "ጤ", "a"),
      fc.string({ unit: "binary", maxLength: 3 }),
    );
    const plain = fc.constantFrom("a", "b", "€", "[", "\\");
    const text = fc.oneof(
      fc.array(piece, { maxLength: 400 }),
      fc.array(plain, { minLength: 100, maxLength: 700 }),
    );
    fc.assert(
      fc.property(text, (pieces) => {
        const joined = pieces.join("");
        expect(countSegments(joined)).toMatchObject(slowCount(joined));
      }),
      { numRuns: 400 },
    );
  });
});

/** The default alphabet in code order, as the standard prints it: rows of 16, code 0x1B being the escape. */
const CODES =
  "@£$¥èéùìòÇ\nØø\rÅå" +
  "Δ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ" +
  " !\"#¤%&'()*+,-./" +
  "0123456789:;<=>?" +
  "¡ABCDEFGHIJKLMNO" +
  "PQRSTUVWXYZÄÖÑÜ§" +
  "¿abcdefghijklmno" +
  "pqrstuvwxyzäöñüà";
const ESCAPED: { readonly [character: string]: number } = {
  "\f": 0x0a,
  "^": 0x14,
  "{": 0x28,
  "}": 0x29,
  "\\": 0x2f,
  "[": 0x3c,
  "~": 0x3d,
  "]": 0x3e,
  "|": 0x40,
  "€": 0x65,
};
const ESCAPE = 0x1b;

function slowCount(text: string) {
  const septets = encodeGsm(text);
  if (septets) return cut("GSM7", septets, (code) => code === ESCAPE);
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return cut("UCS2", units, (unit) => unit >= 0xd800 && unit <= 0xdbff);
}

function encodeGsm(text: string): number[] | undefined {
  const septets: number[] = [];
  for (const character of text.split("")) {
    const code = CODES.indexOf(character);
    const escaped = Object.hasOwn(ESCAPED, character) ? ESCAPED[character] : undefined;
    if (escaped !== undefined) septets.push(ESCAPE, escaped);
    else if (code >= 0 && code !== ESCAPE) septets.push(code);
    else return undefined;
  }
  return septets;
}

/** Cuts real parts; a part that would end with the first half of a pair gives that half to the next one. */
function cut(encoding: "GSM7" | "UCS2", codes: number[], opensPair: (code: number) => boolean) {
  const [alone, joined] = encoding === "GSM7" ? [160, 153] : [70, 67];
  if (codes.length <= alone) {
    return { encoding, units: codes.length, segments: codes.length === 0 ? 0 : 1 };
  }
  const parts: number[][] = [];
  for (let start = 0; start < codes.length;) {
    let end = Math.min(start + joined, codes.length);
    const last = codes[end - 1] ?? 0;
    const paired = encoding === "GSM7" || isLow(codes[end]);
    if (end < codes.length && opensPair(last) && paired) end -= 1;
    parts.push(codes.slice(start, end));
    start = end;
  }
  return { encoding, units: codes.length, segments: parts.length };
}

function isLow(unit: number | undefined): boolean {
  return unit !== undefined && unit >= 0xdc00 && unit <= 0xdfff;
}
