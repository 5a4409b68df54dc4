import { type Static, Type } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";

const line = (description: string) => Type.String({ minLength: 1, maxLength: 300, description });

/**
 * How something looks where it arrives, in parts that the studio draws the same for every plugin: what stands above it, its words, what is
 * told beside them, what can be pressed, and what whoever writes it should know. Nothing in it is markup.
 */
export const previewSchema = Type.Object(
  {
    heading: Type.Optional(line("What stands above it, such as a team or a form")),
    text: Type.Optional(
      Type.String({ minLength: 1, maxLength: 20_000, description: "Its words; lines stay lines" }),
    ),
    fields: Type.Optional(
      Type.Array(
        Type.Object(
          { name: Type.String({ minLength: 1, maxLength: 60 }), value: line("As it is shown") },
          { additionalProperties: false },
        ),
        { maxItems: 20, description: "What is told beside its words, such as who it is from" },
      ),
    ),
    buttons: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 60 }), {
        maxItems: 5,
        description: "What whoever gets it can press",
      }),
    ),
    notes: Type.Optional(
      Type.Array(line("Such as: it is cut after 80 characters"), {
        maxItems: 10,
        description: "What whoever writes it should know, and whoever gets it does not see",
      }),
    ),
  },
  { additionalProperties: false, minProperties: 1, $id: "Preview" },
);
export type Preview = Static<typeof previewSchema>;

/** What a plugin shows, as a copy that nothing of its own can change; null when it is no preview, or too large for one. Never throws. */
export function readPreview(said: unknown): Preview | null {
  try {
    const copy: unknown = JSON.parse(JSON.stringify(said));
    return Value.Check(previewSchema, copy) ? copy : null;
  } catch {
    return null;
  }
}
