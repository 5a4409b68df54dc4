/** A picture of one point. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

/** A file to choose on a page: a picture of one point, or something else that says it is one. */
export function pictureFile(name: string, instead?: string) {
  const buffer = instead === undefined ? PICTURE : Buffer.from(instead);
  return { name, mimeType: "image/png", buffer };
}
