import { describe, expect, it } from "vitest";
import { withoutHistory } from "./answer-text.js";

describe("an answer without its history", () => {
  it.each([
    ["a quote with its introduction", "Yes.\n\nOn Monday Amina wrote:\n> Well?\n> A."],
    [
      "an introduction on two lines",
      "Yes.\n\nOn Monday, Amina Otieno\n<a@example.org> wrote:\n\n> Q",
    ],
    ["an introduction in any language", "Yes.\n\nMnamo Jumatatu Amina aliandika:\n> Habari"],
    ["a quote alone", "Yes.\n> Well?"],
    ["the line of Outlook", "Yes.\n\n-----Original Message-----\nFrom: a\nText"],
    ["the rule of webmail", "Yes.\n\n________________________________\nFrom: a\nText"],
    ["copied headers", "Yes.\n\nFrom: Clinic <d@clinic.example>\nSent: Monday\nTo: me\n\nText"],
    ["copied headers in bold", "Yes.\n\n*From:* Clinic\n*Sent:* Monday\n\nText"],
  ])("ends before %s", (_, text) => {
    expect(withoutHistory(text)).toBe("Yes.");
  });

  it.each([
    ["words below a quote", "> Well?\nYes."],
    ["words between quotes", "> One?\nYes.\n> Two?\nNo."],
    ["a sentence that begins with From", "From: Monday I have pain\nand it is strong"],
    ["a short line of dashes", "Pain\n---\nin the arm"],
    ["a colon at the end", "I take:"],
  ])("keeps %s", (_, text) => {
    expect(withoutHistory(text)).toBe(text);
  });

  it("keeps what is written above and below a quote together", () => {
    const text = "See below.\n> One?\nYes.\n> Two?";
    expect(withoutHistory(text)).toBe("See below.\n> One?\nYes.");
  });

  it("is the whole mail when there is nothing but history", () => {
    const text = "On Monday Amina wrote:\n> Well?";
    expect(withoutHistory(text)).toBe(text);
  });

  it("takes no long time, whatever the mail", () => {
    const begin = performance.now();
    for (const piece of ["> a\n", "a:\n", "From: a\n", "_".repeat(50), " \n"])
      withoutHistory(piece.repeat(200_000 / piece.length));
    expect(performance.now() - begin).toBeLessThan(5_000);
  });
});
