import { Type, type Static } from "@sinclair/typebox";
import { formSchema, phiClassSchema } from "./form.js";
import { idSchema, labelSchema } from "./names.js";

/**
 * Another system that cases may call. What it may learn and what is read of its answers is agreed here, once, by whoever
 * answers for the organisation; whether its host may be reached at all is said in the configuration.
 */
export const webhookSchema = Type.Object(
  {
    id: idSchema,
    name: labelSchema,
    url: Type.String({
      pattern:
        "^(https://[a-z0-9]([a-z0-9.-]{0,200}[a-z0-9])?(:[0-9]{1,5})?|http://127\\.0\\.0\\.1(:[0-9]{1,5})?)(/[A-Za-z0-9._~/-]{0,400})?$",
      description: "Where to post to, over https; without a user, a query or a fragment",
    }),
    takes: Type.Optional({
      ...phiClassSchema,
      default: "none",
      description: "The most private kind of field that may be sent there",
    }),
    answers: Type.Optional({
      ...formSchema,
      description: "Fields that are read of its answers; everything else in them is left unread",
    }),
  },
  { additionalProperties: false },
);
export type Webhook = Static<typeof webhookSchema>;
