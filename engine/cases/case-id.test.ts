import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { caseIdOf, caseNumberOf, caseIdsIn, parseCaseId } from "./case-id.js";
import { growth, LINEAR } from "../../tests/support/growth.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const prefix = fc.stringMatching(/^[A-Z]{1,3}$/);
/** Numbers of cases, small and large, around every length of id. */
const number = fc.oneof(
  fc.integer({ min: 1, max: 300_000 }),
  fc.integer({ min: 1, max: 2 ** 45 }),
  fc.constantFrom(1, 2 ** 18, 2 ** 18 + 1, 2 ** 18 + 2 ** 23, 2 ** 18 + 2 ** 23 + 1),
);
const id = fc.tuple(prefix, number).map(([letters, n]) => caseIdOf(letters, n));

/** Places of an id that hold a character, not a dash. */
function places(text: string): readonly number[] {
  return [...text].flatMap((character, place) => (character === "-" ? [] : [place]));
}

function withCharacter(text: string, place: number, character: string): string {
  return text.slice(0, place) + character + text.slice(place + 1);
}

describe("the id of a case", () => {
  test("is a prefix, at least four characters and a check character", () => {
    expect(caseIdOf("T", 1)).toBe("T-4K7Q-9");
    fc.assert(
      fc.property(id, (text) => {
        expect(text).toMatch(/^[A-Z]{1,3}-[2-9][0-9A-HJKMNP-TV-Z]{3,9}-[0-9A-HJKMNP-TV-Z]$/);
      }),
    );
  });

  test("is given out once among the first 200,000, all of them equally short", () => {
    const ids = new Set<string>();
    for (let n = 1; n <= 200_000; n += 1) ids.add(caseIdOf("T", n));
    expect(ids.size).toBe(200_000);
    expect(new Set([...ids].map(({ length }) => length))).toEqual(new Set([8]));
  });

  test("belongs to one number only, however many cases there are", () => {
    fc.assert(
      fc.property(prefix, number, number, (letters, one, other) => {
        expect(caseIdOf(letters, one) === caseIdOf(letters, other)).toBe(one === other);
      }),
      { numRuns: 2_000 },
    );
  });

  test("fills a length completely before it grows by a character", () => {
    const first = new Set<string>();
    for (let n = 1; n <= 2 ** 18; n += 1) first.add(caseIdOf("T", n).slice(2, -2));
    expect(first.size).toBe(8 * 32 ** 3);
    expect(caseIdOf("T", 2 ** 18)).toHaveLength(8);
    expect(caseIdOf("T", 2 ** 18 + 1)).toHaveLength(9);
    expect(caseIdOf("T", 2 ** 18 + 2 ** 23 + 1)).toHaveLength(10);
  });

  test("looks unlike the ids of the cases around it, so that two are not mixed up", () => {
    for (let n = 1; n <= 5_000; n += 1)
      for (const near of [1, 2, 3, 4, 5]) {
        const [one, other] = [caseIdOf("T", n), caseIdOf("T", n + near)];
        const alike = [...one.slice(2, 6)].filter((character, i) => other[i + 2] === character);
        expect(alike.length, `${one} and ${other}`).toBeLessThan(3);
      }
  });
});

describe("a case id as people type it", () => {
  test.each([
    ["T-4K7Q-9", "as it is written"],
    [" t-4k7q-9 ", "in small letters"],
    ["t4k7q9", "without dashes"],
    ["T 4K7Q 9", "with blanks"],
    ["t 4k7q9", "with one blank"],
    ["t–4k7q–9", "with the dashes of a phone's keyboard"],
  ])("%j is read, %s", (typed) => {
    expect(parseCaseId(typed)).toBe("T-4K7Q-9");
  });

  test("is read with O for 0 and I or L for 1", () => {
    fc.assert(
      fc.property(id, (text) => {
        const [letters = "", body = "", check = ""] = text.split("-");
        for (const one of ["I", "L", "i", "l"]) {
          const typed = `${body}-${check}`.replaceAll("0", "o").replaceAll("1", one);
          expect(parseCaseId(`${letters}-${typed}`)).toBe(text);
        }
      }),
    );
  });

  test("is read whatever the letters of its prefix, with and without dashes", () => {
    fc.assert(
      fc.property(id, (text) => {
        expect(parseCaseId(text)).toBe(text);
        expect(parseCaseId(text.replaceAll("-", "").toLowerCase())).toBe(text);
        expect(parseCaseId(text.replaceAll("-", " "))).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });

  test("is noticed with any one wrong character", () => {
    fc.assert(
      fc.property(id, (text) => {
        const [letters = ""] = text.split("-");
        for (const place of places(text)) {
          const others = place < letters.length ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ" : ALPHABET;
          for (const other of others) {
            if (other === text[place]) continue;
            expect(parseCaseId(withCharacter(text, place, other)), text).toBeNull();
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test("is noticed with two neighbours swapped, but for one pair in thirty or less", () => {
    let [swaps, unnoticed] = [0, 0];
    for (let n = 1; n <= 20_000; n += 1) {
      const text = caseIdOf("T", n);
      const body = places(text).slice(1);
      for (const [i, place] of body.entries()) {
        const next = body[i + 1];
        const [a = "", b = ""] = [text[place], next === undefined ? undefined : text[next]];
        if (next === undefined || a === b) continue;
        swaps += 1;
        const swapped = withCharacter(withCharacter(text, place, b), next, a);
        if (parseCaseId(swapped) !== null) unnoticed += 1;
      }
    }
    expect(unnoticed / swaps).toBeLessThan(1 / 30);
  });

  test.each([
    "",
    "T",
    "T-",
    "hello",
    "+254700000001",
    "T-4K7Q-8",
    "4K7Q-9",
    "T-4K7U-9",
    "💙".repeat(9),
  ])("is not found in %j", (typed) => {
    expect(parseCaseId(typed)).toBeNull();
  });

  test("never fails, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (typed) => {
        const found = parseCaseId(typed);
        expect(found === null || parseCaseId(found) === found).toBe(true);
        for (const one of caseIdsIn(typed)) expect(parseCaseId(one)).toBe(one);
      }),
    );
  });
});

describe("a message that quotes a case id", () => {
  test.each([
    "T-4K7Q-9",
    "My ticket T-4K7Q-9",
    "about T-4K7Q-9: still no answer",
    "about t 4k7q 9 please",
    "T4K7Q9 a doctor said so",
    "Re:T-4K7Q-9.",
    "(t4k7q-9)",
    "Hello,T-4K7Q-9,thanks",
    "T-4K7Q-9 na T-4K7Q-9 tena",
  ])("%j is found to be about it", (text) => {
    expect(caseIdsIn(text)).toEqual(["T-4K7Q-9"]);
  });

  test("may quote several, in order", () => {
    const [one, other] = [caseIdOf("T", 77), caseIdOf("LP", 78)];
    expect(caseIdsIn(`First ${other} then ${one} and ${other}`)).toEqual([other, one]);
  });

  test("is found to be about it wherever the id stands between words", () => {
    const word = fc.stringMatching(/^[a-z]{1,9}$/);
    fc.assert(
      fc.property(id, fc.array(word), fc.array(word), (text, before, after) => {
        expect(caseIdsIn([...before, text, ...after].join(" "))).toContain(text);
      }),
    );
  });

  test("is searched in a time that grows with the text, not with its square", async () => {
    const search = (size: number) => caseIdsIn("a bb ccc 4k7q dddd ".repeat(size));
    expect(await growth(search, 2_000)).toBeLessThan(LINEAR);
  });
});

describe("the number of a case id", () => {
  test("is the one it was made of, for ids of every length; nothing else has one", () => {
    const numbers = [1, 2, 3, 77, 262_143, 262_144, 262_145, 8_650_752, 8_650_753, 2 ** 40 + 11];
    for (let n = 5; n < 2 ** 45; n = n * 3 + 1) numbers.push(n);
    expect(numbers.map((n) => caseNumberOf(caseIdOf("T", n)))).toEqual(numbers);
    for (const text of ["T-4K7Q-8", "4K7Q", "installation:inbox", "T-0K7Q-9", ""])
      expect(caseNumberOf(text)).toBeNull();
  });
});
