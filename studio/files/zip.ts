import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

/** A file by its name in a folder. */
export type TextFile = { readonly file: string; readonly text: string };

/** All files of an archive together: more than any release, and what a browser unpacks without a pause. */
const LARGEST_BYTES = 20 * 1024 * 1024;

/** The first moment that archives know. Equal files then make an equal archive, whenever it is made. */
const NO_TIME = new Date(1980, 0, 1);

/** Why an archive is not unpacked. */
export class UnreadableArchive extends Error {
  override name = "UnreadableArchive";
}

/** Files by path as one archive. */
export function zipped(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const bytes = Object.entries(files).map(([path, text]) => [path, strToU8(text)] as const);
  return new Uint8Array(zipSync(Object.fromEntries(bytes), { mtime: NO_TIME }));
}

/** The files of an archive of which `isWanted` holds. @throws UnreadableArchive when it is none, or too large */
export function unzipped(
  archive: Uint8Array,
  isWanted: (path: string) => boolean,
): readonly TextFile[] {
  let left = LARGEST_BYTES;
  try {
    const files = unzipSync(archive, {
      filter: ({ name, originalSize }) => {
        if (!isWanted(name)) return false;
        left -= originalSize;
        if (left < 0) throw new UnreadableArchive("it is too large");
        return true;
      },
    });
    return Object.entries(files).map(([file, bytes]) => ({ file, text: strFromU8(bytes) }));
  } catch (cause) {
    throw new UnreadableArchive("it cannot be unpacked", { cause });
  }
}
