import type { FileIn } from "../channels/contract.js";
import { MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES } from "../channels/file-limits.js";
import { isCarriable, readLine } from "../channels/text.js";
import type { ScannerAddress } from "../scanner/clamd.js";
import type { NewAttachment } from "../store/attachments.js";

/** A file that is kept, with the type its bytes show and a name that says the same. */
export type KeptFile = {
  readonly name: string;
  /** MIME type. */
  readonly type: string;
  readonly bytes: Uint8Array;
};

/** The files of a message: those that are kept, and in words for staff those that are not. */
export type JudgedFiles = { readonly kept: readonly KeptFile[]; readonly words: readonly string[] };

/** What a clinic is sent as pictures and documents, each known by how its bytes begin. What runs anything is not among it. */
const KINDS = [
  { type: "image/jpeg", extensions: ["jpg", "jpeg"], begins: /^\xff\xd8\xff/ },
  { type: "image/png", extensions: ["png"], begins: /^\x89PNG\r\n\x1a\n/ },
  { type: "image/gif", extensions: ["gif"], begins: /^GIF8[79]a/ },
  { type: "image/webp", extensions: ["webp"], begins: /^RIFF[^]{4}WEBP/ },
  { type: "image/heic", extensions: ["heic", "heif"], begins: /^[^]{4}ftyp(?:hei[cx]|mif1)/ },
  { type: "application/pdf", extensions: ["pdf"], begins: /^%PDF-/ },
] as const;

type Kind = (typeof KINDS)[number];

/** Bytes in which every kind can be told. */
const BEGINNING = 16;

/** Longest name in characters. */
const MAX_NAME = 100;

/** Files beyond those that are kept whose names are told. */
const MAX_NAMED = 20;

/** What is wrong with a file: its kind, its length, or that there are others before it. */
export type FileFault = "bad_kind" | "too_large" | "too_many";

const FAULTS: Readonly<Record<FileFault, string>> = {
  bad_kind: "only pictures and PDF are",
  too_large: "too large",
  too_many: "too many",
};

/** Decides what is kept of the files of a message: by what they are and how long, never by what they say they are. */
export function judgeFiles(files: readonly FileIn[]): JudgedFiles {
  const kept: KeptFile[] = [];
  const words: string[] = [];
  for (const { name, judged } of judgeEach(files))
    if (typeof judged !== "string") kept.push(judged);
    else if (words.length < MAX_NAMED)
      words.push(`(attachment not kept: ${name || "without a name"}, ${FAULTS[judged]})`);
  return { kept, words };
}

/** Files that are kept, as they are stored: nobody gets one before the scanner has looked through it, if there is one. */
export function toStore(
  kept: readonly KeptFile[],
  scanner: ScannerAddress | undefined,
): readonly NewAttachment[] {
  return kept.map((file) => (scanner === undefined ? file : { ...file, state: "unchecked" }));
}

/** What is wrong with each of the files that would not be kept, by their places. */
export function faultsOf(files: readonly FileIn[]): ReadonlyMap<number, FileFault> {
  return new Map(
    judgeEach(files).flatMap(({ judged }, place) =>
      typeof judged === "string" ? [[place, judged] as const] : [],
    ),
  );
}

/** One file alone, as {@link judgeFiles} decides: the file as it is kept, or in words why it is not. */
export function judgeFile({ name, bytes }: FileIn): KeptFile | string {
  const judged = judge(lineOf(name), bytes, MAX_TOTAL_BYTES);
  return typeof judged === "string" ? FAULTS[judged] : judged;
}

type Judged = { readonly name: string; readonly judged: KeptFile | FileFault };

function judgeEach(files: readonly FileIn[]): readonly Judged[] {
  let [count, room] = [0, MAX_TOTAL_BYTES];
  return files.map(({ name: told, bytes }) => {
    const name = lineOf(told);
    const judged = judge(name, bytes, count < MAX_FILES ? room : 0);
    if (typeof judged !== "string") {
      count += 1;
      room -= bytes.byteLength;
    }
    return { name, judged };
  });
}

/** The file as it is kept, or why it is not. */
function judge(name: string, bytes: Uint8Array, room: number): KeptFile | FileFault {
  const kind = kindOf(bytes);
  const extension = extensionOf(name);
  const isKnown = extension === "" || KINDS.some((each) => has(each, extension));
  if (kind === undefined || !isKnown) return "bad_kind";
  if (bytes.byteLength > MAX_FILE_BYTES) return "too_large";
  if (bytes.byteLength > room) return "too_many";
  return { name: namedAs(kind, name), type: kind.type, bytes };
}

function kindOf(bytes: Uint8Array): Kind | undefined {
  const beginning = Buffer.from(bytes.subarray(0, BEGINNING)).toString("latin1");
  return KINDS.find(({ begins }) => begins.test(beginning));
}

/** Pictures often have the ending of another kind of picture. */
function namedAs(kind: Kind, name: string): string {
  const extension = extensionOf(name);
  if (has(kind, extension)) return name;
  const base = extension === "" ? name : name.slice(0, -extension.length - 1);
  return `${base || "file"}.${kind.extensions[0]}`;
}

function has({ extensions }: Kind, extension: string): boolean {
  return (extensions as readonly string[]).includes(extension);
}

/** In lower case; "" when a name has none. */
function extensionOf(name: string): string {
  return (/\.([^.\s]{1,10})$/.exec(name)?.[1] ?? "").toLowerCase();
}

/** A stranger's name of a file on one line, without folders; its end is what tells most. */
function lineOf(name: string): string {
  if (!isCarriable(name)) return "";
  const bare = readLine(name, Number.MAX_SAFE_INTEGER).replace(/^.*[\\/]/, "");
  return Array.from(bare).slice(-MAX_NAME).join("").trim();
}
