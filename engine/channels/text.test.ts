import { describe, expect, it } from "vitest";
import { readFormBody } from "./form-body.js";
import { toE164 } from "./phone.js";
import { deriveSecret, isSameSecret } from "./secret.js";
import { isCarriable, readLine, readText } from "./text.js";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("text from outside", () => {
  it("is stored in one Unicode form with one kind of line end", () => {
    expect(readText(" cafe\u0301\r\nhabari\r ", 100)).toBe("café\nhabari");
  });

  it("is refused when it holds NUL or half a character", () => {
    expect(() => readText("a\u0000b", 100)).toThrow("bad_characters");
    expect(() => readText("a\ud83d", 100)).toThrow("bad_characters");
    expect(isCarriable("😀")).toBe(true);
  });

  it("is refused when it is too long, counted after normalising", () => {
    expect(readText("e\u0301".repeat(5), 5)).toHaveLength(5);
    expect(() => readText("x".repeat(6), 5)).toThrow("too_long");
  });

  it("keeps a name on one line without marks that hide another name", () => {
    expect(readLine("Amina\u202e\nOtieno\t", 100)).toBe("Amina Otieno");
  });
});

describe("a phone number", () => {
  it.each([
    ["+254 700 000 001", undefined, "+254700000001"],
    ["0700 000 001", "KE", "+254700000001"],
    ["+254700000001", "KE", "+254700000001"],
    ["0700000001", undefined, undefined],
    ["22384", undefined, undefined],
    ["call +254700000001", "KE", undefined],
    ["+254700000001,+254700000002", "KE", undefined],
    ["+254700000001 ext. 5", "KE", undefined],
    ["", "KE", undefined],
    [`+${"1".repeat(400)}`, "KE", undefined],
    ["0700000001", "not a country", undefined],
  ])("%s in %s becomes %s", (raw, country, expected) => {
    expect(toE164(raw, country)).toBe(expected);
  });
});

describe("a form body", () => {
  it("is read with plus, percent and UTF-8", () => {
    const fields = readFormBody(
      bytes("text=Habari+yako%3F+%F0%9F%98%80&from=%2B254700000001&empty="),
    );
    expect(Object.fromEntries(fields)).toEqual({
      text: "Habari yako? 😀",
      from: "+254700000001",
      empty: "",
    });
  });

  it.each([
    ["repeated_field", bytes("a=1&a=2")],
    ["bad_encoding", bytes("a=%")],
    ["bad_encoding", bytes("a=%ED%A0%80")],
    ["bad_encoding", Uint8Array.of(0x61, 0x3d, 0xff)],
    ["too_many_fields", bytes(Array.from({ length: 81 }, (_, n) => `f${String(n)}=1`).join("&"))],
  ])("is refused with %s", (code, body) => {
    expect(() => readFormBody(body)).toThrow(code);
  });

  it("keeps names such as __proto__ as plain names", () => {
    const fields = readFormBody(bytes("__proto__=x&constructor=y"));
    expect([...fields.keys()]).toEqual(["__proto__", "constructor"]);
  });
});

describe("a secret", () => {
  it("is equal only to itself", () => {
    expect(isSameSecret("abc", "abc")).toBe(true);
    for (const other of ["", "ab", "abd", "Abc", "abc "])
      expect(isSameSecret(other, "abc")).toBe(false);
  });

  it("is the same for the same key and purpose, and long enough not to be guessed", () => {
    const one = deriveSecret("k".repeat(32), "sms");
    expect(one).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(deriveSecret("k".repeat(32), "sms")).toBe(one);
    expect(deriveSecret("k".repeat(32), "other")).not.toBe(one);
    expect(deriveSecret("l".repeat(32), "sms")).not.toBe(one);
  });

  it("is HMAC-SHA-256 in base64url", async () => {
    const { createHmac } = await import("node:crypto");
    for (let length = 32; length < 40; length++) {
      const key = "k".repeat(length);
      const expected = createHmac("sha256", key).update("sms").digest("base64url");
      expect(deriveSecret(key, "sms")).toBe(expected);
    }
  });
});
