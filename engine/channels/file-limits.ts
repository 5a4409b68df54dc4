/** Files of one message that are kept. */
export const MAX_FILES = 10;

/** Longest file: twice what a phone's camera makes, and sealed it still fits a document of MongoDB. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** Together they are no longer than what a mail may hold. */
export const MAX_TOTAL_BYTES = 20 * 1024 * 1024;

/** How the files end of which any are kept: pictures and documents, and nothing that runs. */
export const FILE_ENDINGS = [
  ...["jpg", "jpeg", "png", "gif", "webp", "heic", "heif"],
  "pdf",
] as const;
