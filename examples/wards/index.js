/**
 * Facts that the clinic's bed board knows.
 * @param tools what Casewright hands to every plugin: `Type` describes settings, `askOnce` asks another system within a time
 */
export function plugin({ Type, askOnce }) {
  return {
    manifest: {
      id: "wards",
      version: "1.0.0",
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
  };

  async function freeBeds(priority, { settings, timeoutMs }) {
    const url = new URL("/free", settings.url);
    url.searchParams.set("priority", priority);
    const headers = { authorization: `Bearer ${settings.token}` };
    const answer = await askOnce({ url, headers, timeoutMs });
    if (answer.kind !== "answer" || answer.status !== 200) throw new Error("the board is silent");
    return JSON.parse(answer.text).beds;
  }
}
