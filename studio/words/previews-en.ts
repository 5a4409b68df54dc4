/** The texts about how things look where they arrive, in English. */
export const previewsEn = {
  by: (what: string) => `As it arrives: ${what}`,
  nothing: "The plugin cannot show it.",
};
