import { Type } from "@sinclair/typebox";

/** A case id in an address, as people type it: lower case and other dashes are read too. */
export const caseParam = Type.String({ minLength: 1, maxLength: 24, examples: ["T-4K7Q-9"] });
