import { own } from "../../../../engine/definition/lint/names.js";
import { readable } from "../../../ui/schema-form/choices.js";
import { fieldsWords } from "../../../words/fields.js";
import type { MemberWords } from "../../../words/fields-en.js";
import type { Member } from "./members.js";

/**
 * What a member is called: its words in this kind, its words anywhere, and for one that nobody has given words yet its own
 * name with the description of its schema.
 */
export function memberWords(
  kind: string,
  { key, description }: Omit<Member, "shape" | "required">,
): MemberWords {
  const { members } = fieldsWords;
  const words = own(members, `${kind}.${key}`) ?? own(members, key);
  if (words) return words;
  return { label: readable(key), ...(description === undefined ? {} : { help: description }) };
}

/** What a value of a member is called, or one of the shapes that it can have. */
export function valueWords(member: string, value: string): string {
  return own(fieldsWords.values, `${member}.${value}`) ?? readable(value);
}
