import type { FileIn } from "../channels/contract.js";
import { type FileFault, faultsOf } from "../inbound/files.js";
import type { ProblemPart } from "../protocol/errors.js";

/** What is wrong with files that somebody has chosen, by their places: whoever fills in a form can choose others. */
export function fileFaults(files: readonly FileIn[]): readonly ProblemPart[] {
  return [...faultsOf(files)].map(([place, code]) => ({
    pointer: `/files/${String(place)}`,
    message: MESSAGES[code],
    code,
  }));
}

const MESSAGES: Readonly<Record<FileFault, string>> = {
  bad_kind: "must be a picture or a PDF",
  too_large: "must not be longer than 10 MB",
  too_many: "must be one of at most ten files of 20 MB together",
};
