/** A made-up member of staff. */
export type MadeUpPerson = {
  readonly name: string;
  readonly email: string;
  /** Id of a role; whoever has one that the release does not know is left out. */
  readonly role: string;
};

/** What a made-up patient writes, and what staff do about it then. */
export type MadeUpMessage = {
  /** A phone number with its country code, or an e-mail address. */
  readonly from: string;
  /** A special address of the clinic; left out where the release knows none of that name. */
  readonly to?: string;
  /** Of a mail. */
  readonly subject?: string;
  readonly text: string;
  /** Actions of the ticket that we ship, one after the other, as far as each is offered. */
  readonly then?: readonly MadeUpAction[];
};

/** An action with its form filled in. */
export type MadeUpAction = {
  readonly action: string;
  readonly input: Readonly<Record<string, string>>;
};

/** Nobody is called so: their addresses end where no mail can go. */
export const MADE_UP_PEOPLE: readonly MadeUpPerson[] = [
  { name: "Zawadi Mwangi", email: "zawadi@clinic.example", role: "support" },
  { name: "Baraka Otieno", email: "baraka@clinic.example", role: "support" },
  { name: "Dr Neema Achieng", email: "neema@clinic.example", role: "medical" },
  { name: "Juma Kariuki", email: "juma@clinic.example", role: "infrastructure" },
  { name: "Halima Said", email: "halima@clinic.example", role: "compliance" },
];

const CLAIM = { action: "claim", input: {} };

/** What a morning at a desk brings: one of each kind, and one that shows alerts. */
export const MADE_UP_MESSAGES: readonly MadeUpMessage[] = [
  {
    from: "+254700000101",
    text: "My bill of last week is wrong: I paid 2,400 and it says 4,200",
    then: [
      CLAIM,
      {
        action: "reply",
        input: { text: "Thank you, we compare it with your receipt and write today." },
      },
    ],
  },
  { from: "+254700000102", text: "I cannot log in, it says my password is wrong" },
  { from: "+254700000103", text: "Nina kikohozi kwa siku tano, nifanye nini?" },
  { from: "+254700000104", to: "22911", text: "Please call me" },
  {
    from: "+254700000105",
    text: "When do you open on Saturday?",
    then: [
      CLAIM,
      { action: "resolve", input: { resolution: "We open from 9 to 13 on Saturday." } },
    ],
  },
  { from: "+254700000106", text: "Can I move my appointment from Monday to Thursday?" },
  {
    from: "wanjiru@patients.example",
    subject: "Results",
    text: "Are the results of my blood test there? It was taken on Tuesday.",
    then: [CLAIM],
  },
  {
    from: "kamau@patients.example",
    subject: "A copy of my data",
    text: "Please send me everything that you know about me.",
  },
  {
    from: "achieng@patients.example",
    subject: "Prescription",
    text: "My medicine ends on Friday. Can I get it again without coming in?",
  },
];
