import { describe, expect, it } from "vitest";
import { MAX_FILE_BYTES } from "../../../engine/channels/file-limits.js";
import { withChosen } from "./chosen.js";

const words = {
  badKind: (name: string) => `${name}: kind`,
  tooLarge: (name: string) => `${name}: large`,
  tooMany: (name: string) => `${name}: many`,
};
const file = (name: string, size = 10) => ({ name, size });

describe("files that are chosen", () => {
  it("are taken when they are pictures or PDF, and told when they cannot be sent", () => {
    const added = [file("a.JPG"), file("b.exe"), file("c.pdf"), file("d.png", MAX_FILE_BYTES + 1)];
    const { files, faults } = withChosen([], [...added, file("e.png", 0)], words);
    expect(files.map(({ name }) => name)).toEqual(["a.JPG", "c.pdf"]);
    expect(faults).toEqual(["b.exe: kind", "d.png: large", "e.png: kind"]);
  });

  it("are ten at most, and twenty megabytes together", () => {
    const many = Array.from({ length: 11 }, (_, n) => file(`${String(n)}.jpg`));
    expect(withChosen(many.slice(0, 9), many.slice(9), words).faults).toEqual(["10.jpg: many"]);
    const long = [1, 2, 3].map((n) => file(`${String(n)}.jpg`, MAX_FILE_BYTES));
    expect(withChosen([], long, words).faults).toEqual(["3.jpg: many"]);
  });
});
