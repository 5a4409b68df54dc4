/** A text that cannot be read as what it is meant to be; the message says where and why. */
export class UnreadableText extends Error {}
