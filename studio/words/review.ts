import { reviewEn } from "./review-en.js";

/** The words about reviews, in the language of this installation. */
export const reviewWords: typeof reviewEn = reviewEn;
