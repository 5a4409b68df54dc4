/**
 * First characters of every text that Temporal's own pages show in clear. Whoever writes one promises that nothing
 * personal is in it; everything without them is sealed.
 */
export const SHOWN = "Case · ";
