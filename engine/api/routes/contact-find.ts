import { Type } from "@sinclair/typebox";
import { addressOf } from "../../cases/create.js";
import { casesOfContact } from "../../store/cases.js";
import { contactIdAt } from "../../store/contacts.js";
import { defineRoute } from "../route.js";

/** Whose number this is: a person who is on the phone, found by it among those whose cases the caller sees. */
export const contactFind = defineRoute({
  id: "findContact",
  method: "POST",
  path: "/api/contacts/find",
  group: "Cases",
  summary: "Find a person by phone number or e-mail address",
  description:
    "Sent as a body, so that no address stands in a log. People none of whose cases the caller sees are not found. " +
    "List their cases with `contact`.",
  permission: "case.read",
  body: Type.Object(
    {
      phone: Type.Optional(Type.String({ minLength: 3, maxLength: 30 })),
      email: Type.Optional(Type.String({ format: "email", maxLength: 254 })),
    },
    { additionalProperties: false, $id: "ContactFind" },
  ),
  answers: {
    200: Type.Object(
      {
        contact: Type.Union([Type.String(), Type.Null()], {
          description: "Null when nobody is found",
        }),
        open: Type.Array(Type.String(), { description: "Their open cases by id, newest first" }),
        closed: Type.Array(Type.String(), { description: "Their closed ones" }),
      },
      { $id: "FoundContact" },
    ),
  },
  handle: async ({ body, caller }, { store, release }) => {
    const { organisation } = (await release()).body;
    const contact = await contactIdAt(store, addressOf(body, organisation, ""));
    const scope = { queues: caller.queues, person: caller.user.id };
    const cases = contact === null ? [] : await casesOfContact(store, contact, scope);
    const idsOf = (status: "open" | "closed") =>
      cases.filter((one) => one.status === status).map(({ _id }) => _id);
    return {
      status: 200,
      body: {
        contact: cases.length === 0 ? null : contact,
        open: idsOf("open"),
        closed: idsOf("closed"),
      },
    };
  },
});
