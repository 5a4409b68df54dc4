import type { ReleaseBody } from "../../../engine/definition/release.js";
import type { Template } from "../../../engine/definition/template.js";
import type { TextChannel } from "../../draft/template-steps.js";

/** How far the messages of a release are written in one language. */
export type LanguageStanding = {
  readonly language: string;
  /** How many messages lack a text in it. */
  readonly missing: number;
  readonly of: number;
};

/** The channels by which a message says something, and not in this language; e-mail only where it has texts of its own. */
export function channelsLacking({ texts }: Template, language: string): readonly TextChannel[] {
  return (["sms", "email"] as const).filter((channel) => {
    const written = texts[channel];
    return written !== undefined && !Object.hasOwn(written, language);
  });
}

/** How complete each language of the organisation is. */
export function standings({ organisation, templates }: ReleaseBody): readonly LanguageStanding[] {
  return organisation.languages.map((language) => ({
    language,
    missing: templates.filter((one) => channelsLacking(one, language).length > 0).length,
    of: templates.length,
  }));
}
