/** The board shows so much of a note, and nobody there can open the rest. */
const SHOWN_NOTE = 80;

/**
 * Facts that the clinic's bed board knows, and beds that it books.
 * @param tools what Casewright hands to every plugin: `Type` describes settings, `askOnce` and `postOnce` speak to another system
 * within a time, `waitOf` reads how long it asks to wait
 */
export function plugin({ Type, askOnce, postOnce, waitOf }) {
  return {
    manifest: {
      id: "wards",
      version: "1.1.0",
      name: "Bed board",
      settings: Type.Object({
        url: Type.String({
          pattern: "^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$",
          description: "the address of the bed board, such as https://beds.clinic.example",
        }),
        token: Type.String({ minLength: 1, description: "the token that the bed board gave us" }),
      }),
    },
    facts: {
      freeBeds: {
        words: "the number of free beds",
        description: "How many beds are free now for somebody with the priority of the case",
        type: "number",
        reads: { "case.priority": "text" },
        withinMs: 5_000,
        otherwise: null,
        look: (given, io) => freeBeds(given["case.priority"] ?? "", io),
      },
    },
    effects: {
      bookBed: {
        words: "book a bed",
        description: "Books a bed for somebody with a priority; the board says which",
        takes: {
          type: "object",
          required: ["priority"],
          additionalProperties: false,
          properties: {
            priority: { type: "string", title: "Priority", maxLength: 40, "x-phi": "none" },
            note: { type: "string", title: "Note", maxLength: 200, "x-phi": "none" },
          },
        },
        answers: {
          type: "object",
          required: ["bed"],
          additionalProperties: false,
          properties: { bed: { type: "string", title: "Bed", maxLength: 40, "x-phi": "none" } },
        },
        pretend: { bed: "B-12" },
        withinMs: 5_000,
        perform: bookBed,
        preview: bookingPreview,
      },
    },
  };

  async function freeBeds(priority, { settings, timeoutMs }) {
    const url = new URL("/free", settings.url);
    url.searchParams.set("priority", priority);
    const headers = { authorization: `Bearer ${settings.token}` };
    const answer = await askOnce({ url, headers, timeoutMs });
    if (answer.kind !== "answer" || answer.status !== 200) throw new Error("the board is silent");
    return JSON.parse(answer.text).beds;
  }

  /** A booking as the board shows it, for whoever writes a workflow. */
  function bookingPreview({ priority, note = "" }) {
    const cut = note.length > SHOWN_NOTE;
    return {
      heading: "Bed wanted",
      fields: [
        { name: "Priority", value: priority },
        ...(note === "" ? [] : [{ name: "Note", value: note.slice(0, SHOWN_NOTE) }]),
      ],
      ...(cut ? { notes: [`The board shows the first ${SHOWN_NOTE} characters of a note.`] } : {}),
    };
  }

  /** The board keeps the key with the bed, so that a repeat gets the same bed and books no other. */
  async function bookBed(given, { key, settings, timeoutMs }) {
    const answer = await postOnce({
      url: new URL("/bookings", settings.url),
      headers: {
        authorization: `Bearer ${settings.token}`,
        "content-type": "application/json",
        "idempotency-key": key,
      },
      body: JSON.stringify(given),
      timeoutMs,
    });
    if (answer.kind !== "answer" || answer.status >= 500) throw new Error("the board is silent");
    if (answer.status === 429) return { status: "later", waitMs: waitOf(answer.headers) };
    if (answer.status !== 200) return { status: "refused" };
    return { status: "done", answer: { bed: JSON.parse(answer.text).bed } };
  }
}
