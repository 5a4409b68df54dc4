/** The texts of the field in which files are chosen, in English; for patients and staff alike. */
export const chosenFilesEn = {
  label: "Photos or documents",
  hint: "Pictures and PDF, such as a prescription or a rash: up to 10, of 10 MB each.",
  add: "Add a photo or PDF",
  remove: (name: string) => `Take ${name} off`,
  badKind: (name: string) => `${name} is not a picture or a PDF.`,
  tooLarge: (name: string) => `${name} is larger than 10 MB.`,
  tooMany: (name: string) => `${name} is too much: 10 files and 20 MB together can be sent.`,
  refused: "One of these files cannot be sent. Please choose others.",
};
