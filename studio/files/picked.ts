import { unzipped, type TextFile } from "./zip.js";

/** Folders beside definitions that hold their examples, and what some systems put into every archive. */
const NOT_DEFINITIONS = /(^|\/)(scenarios|cases|__MACOSX)\/|(^|\/)\./;

/** Whether a file can hold a definition, as far as its name tells. */
function isDefinition(path: string): boolean {
  return /\.ya?ml$/i.test(path) && !NOT_DEFINITIONS.test(path);
}

/** The texts of files that somebody chose: each by itself, archives by what they hold. @throws UnreadableArchive */
export async function textsOf(picked: readonly File[]): Promise<readonly TextFile[]> {
  const all = await Promise.all(
    picked.map(async (file) =>
      /\.zip$/i.test(file.name)
        ? unzipped(new Uint8Array(await file.arrayBuffer()), isDefinition)
        : [{ file: file.name, text: await file.text() }],
    ),
  );
  return all.flat();
}
