import { count } from "./count.js";

/** The texts about definitions as files, in English. */
export const filesEn = {
  download: "Download",
  downloadOf: (name: string) => `Download “${name}”`,
  asYaml: "Definition (YAML)",
  asDiagram: "Diagram (Mermaid)",
  copyDiagram: "Copy the diagram (Mermaid)",
  copied: "The diagram is copied.",
  notCopied: "This browser did not let it be copied. Download it instead.",
  downloadAll: "Download all",
  downloadRelease: (number: number) => `Download release ${String(number)}`,
  take: "Take from a file",
  takeLead:
    "A file that was downloaded here, pulled with casewright, or written by hand: one definition as YAML, or many as a ZIP archive. You see what would change before anything does.",
  choose: "Files (YAML or ZIP)",
  reading: "The files are read …",
  unreadable: (file: string) => `“${file}” cannot be unpacked, or is too large.`,
  empty: "There is no definition in it: those are files that end in .yaml.",
  wrong: (n: number) =>
    `${count(n, "problem", "problems")}. Nothing is taken until ${n === 1 ? "it is" : "they are"} mended.`,
  at: (file: string, line: number, column: number) => `${file}:${String(line)}:${String(column)}`,
  twice: (what: string, file: string) => `The ${what} is in ${file} already.`,
  keepOne: "Keep one of the two.",
  same: "The files say the same as what is here.",
  changes: (n: number) => `What would change: ${count(n, "definition", "definitions")}`,
  showText: "Show the text",
  textOf: (name: string) => `What differs in the text of the ${name}`,
  others: (n: number) =>
    `Remove what the files do not have (${count(n, "definition", "definitions")})`,
  broken:
    "The check finds problems with it. It can be taken and mended here, but not published before.",
  takeIt: "Take it into my changes",
  taken: (from: string) =>
    `What “${from}” says is among your changes now. Undo takes it out again.`,
};
