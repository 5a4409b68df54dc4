/** A phone whose first message the provider refuses; for one test alone. */
export const REFUSED_ONCE = "+254799000001";
