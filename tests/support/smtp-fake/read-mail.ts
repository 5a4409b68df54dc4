/** One plain mail, decoded. */
export type ReadMail = {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly subject: string;
  readonly text: string;
};

/** Reads a mail that is one text in UTF-8, in any of the three encodings of RFC 2045 section 6. */
export function readMail(raw: string): ReadMail {
  const end = raw.indexOf("\r\n\r\n");
  const lines = raw
    .slice(0, end)
    .replaceAll(/\r\n[ \t]+/g, " ")
    .split("\r\n");
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const text = decoded(raw.slice(end + 4), headers["content-transfer-encoding"]);
  return {
    headers,
    subject: headers["subject"] ?? "",
    text: text.replaceAll("\r\n", "\n").replace(/\n$/, ""),
  };
}

function decoded(body: string, encoding: string | undefined): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding !== "quoted-printable") return body;
  const bytes = body
    .replaceAll("=\r\n", "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
