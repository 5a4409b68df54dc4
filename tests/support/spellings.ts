/** What a text looks like in bytes: UTF-8, UTF-16LE, base64 at each of the three places it can start at, and hex. */
export function spellings(text: string): Buffer[] {
  const utf8 = Buffer.from(text);
  // Base64 of the text inside something longer: without the ends, which depend on what stands beside it.
  const base64 = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), utf8])
      .toString("base64")
      .slice(4, -4),
  );
  return [utf8, Buffer.from(text, "utf16le"), ...base64.map((each) => Buffer.from(each))].concat(
    Buffer.from(utf8.toString("hex")),
  );
}
