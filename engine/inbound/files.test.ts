import { describe, expect, it } from "vitest";
import { MAX_FILE_BYTES } from "../channels/file-limits.js";
import { judgeFiles } from "./files.js";

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));
const JPEG = bytes("\xff\xd8\xff\xe0 a picture");
const PNG = bytes("\x89PNG\r\n\x1a\n a picture");
const judged = (name: string, content = JPEG) => judgeFiles([{ name, bytes: content }]);

describe("a file that came with a message", () => {
  it.each([
    ["rash.jpg", JPEG, "rash.jpg", "image/jpeg"],
    ["RASH.JPEG", JPEG, "RASH.JPEG", "image/jpeg"],
    ["rash.jpg", PNG, "rash.png", "image/png"],
    ["rash", PNG, "rash.png", "image/png"],
    ["", PNG, "file.png", "image/png"],
    ["old.gif", bytes("GIF89a..........."), "old.gif", "image/gif"],
    ["a.webp", bytes("RIFF\x10\x00\x00\x00WEBPVP8 "), "a.webp", "image/webp"],
    ["IMG_1.HEIC", bytes("\x00\x00\x00\x18ftypheic\x00\x00"), "IMG_1.HEIC", "image/heic"],
    ["result 3.pdf", bytes("%PDF-1.7\n%"), "result 3.pdf", "application/pdf"],
    ["../../etc/rash.jpg", JPEG, "rash.jpg", "image/jpeg"],
    ["C:\\photos\\rash.jpg", JPEG, "rash.jpg", "image/jpeg"],
    ["ra\u202egpj.sh.jpg", JPEG, "ra gpj.sh.jpg", "image/jpeg"],
    [`${"x".repeat(200)}.jpg`, JPEG, `${"x".repeat(96)}.jpg`, "image/jpeg"],
  ])("called %j is kept by what it is", (name, content, as, type) => {
    expect(judged(name, content)).toEqual({
      kept: [{ name: as, type, bytes: content }],
      words: [],
    });
  });

  it.each([
    ["a program that says it is a picture", "rash.jpg", bytes("MZ\x90\x00 a program")],
    ["a picture that is called a program", "rash.exe", JPEG],
    ["a drawing that can run", "rash.svg", bytes("<svg onload='alert(1)'/>")],
    ["a page", "rash.html", bytes("<html><script>")],
    ["an archive", "results.zip", bytes("PK\x03\x04 whatever")],
    ["nothing at all", "rash.jpg", new Uint8Array()],
    ["a picture that begins later", "rash.jpg", bytes(" \xff\xd8\xff")],
  ])("that is %s is not kept, and named", (_, name, content) => {
    expect(judged(name, content)).toEqual({
      kept: [],
      words: [`(attachment not kept: ${name}, only pictures and PDF are)`],
    });
  });

  it("is kept up to ten megabytes, and ten of them up to twenty together", () => {
    const long = new Uint8Array(MAX_FILE_BYTES);
    long.set(JPEG);
    expect(judged("a.jpg", long).kept).toHaveLength(1);
    const longer = new Uint8Array(MAX_FILE_BYTES + 1);
    longer.set(JPEG);
    expect(judged("a.jpg", longer).words).toEqual(["(attachment not kept: a.jpg, too large)"]);
    const three = judgeFiles([1, 2, 3].map((n) => ({ name: `${String(n)}.jpg`, bytes: long })));
    expect(three.kept.map(({ name }) => name)).toEqual(["1.jpg", "2.jpg"]);
    expect(three.words).toEqual(["(attachment not kept: 3.jpg, too many)"]);
    const many = Array.from({ length: 200 }, (_, n) => ({ name: `${String(n)}.jpg`, bytes: JPEG }));
    const { kept, words } = judgeFiles(many);
    expect([kept.length, words.length]).toEqual([10, 20]);
  });
});
