import {
  FILE_ENDINGS,
  MAX_FILE_BYTES,
  MAX_FILES,
  MAX_TOTAL_BYTES,
} from "../../../engine/channels/file-limits.js";

/** What of a file counts before it is sent. */
type Chosen = Pick<File, "name" | "size">;

/** Words for files that cannot be sent. */
export type FaultWords = {
  readonly badKind: (name: string) => string;
  readonly tooLarge: (name: string) => string;
  readonly tooMany: (name: string) => string;
};

/** Some files with others added, as far as they can be sent, and a sentence for each that cannot. */
export function withChosen<File extends Chosen>(
  files: readonly File[],
  added: readonly File[],
  words: FaultWords,
): { readonly files: readonly File[]; readonly faults: readonly string[] } {
  const kept = [...files];
  const faults: string[] = [];
  for (const file of added) {
    const fault = faultOf(file, kept);
    if (fault === null) kept.push(file);
    else faults.push(words[fault](file.name));
  }
  return { files: kept, faults };
}

function faultOf({ name, size }: Chosen, others: readonly Chosen[]): keyof FaultWords | null {
  const ending = name.toLowerCase().split(".").at(-1) ?? "";
  if (size === 0 || !(FILE_ENDINGS as readonly string[]).includes(ending)) return "badKind";
  if (size > MAX_FILE_BYTES) return "tooLarge";
  const total = others.reduce((sum, one) => sum + one.size, size);
  return others.length >= MAX_FILES || total > MAX_TOTAL_BYTES ? "tooMany" : null;
}

/** What a file dialog offers. */
export const ACCEPTED = FILE_ENDINGS.map((ending) => `.${ending}`).join(",");
