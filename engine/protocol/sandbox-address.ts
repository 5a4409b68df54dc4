import { type Static, Type } from "@sinclair/typebox";

/** An address of the clinic that a simulated phone or mailbox can write to. */
export const sandboxAddressSchema = Type.Object(
  {
    address: Type.String({ examples: ["22911", "emergency@clinic.example"] }),
    opens: Type.String({ description: "Name of the kind of case that a first message opens" }),
    data: Type.Record(Type.String(), Type.Unknown(), {
      description: "What everything that comes there is known to be",
    }),
  },
  { $id: "SandboxAddress" },
);
export type SandboxAddress = Static<typeof sandboxAddressSchema>;
