const TOKEN = "token-of-the-contract-test";
const FREE = { Emergency: 2, Normal: 0 };

/**
 * How the bed board speaks, for what every plugin with facts and effects promises.
 */
export function contract() {
  const booked = new Map();
  return {
    settings: (url) => ({ url, token: TOKEN }),
    system: ({ method, path, headers, body }) => {
      if (headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, body: {} };
      if (method === "POST") return book(headers["idempotency-key"], JSON.parse(body));
      const { searchParams } = new URL(path, "http://board");
      return { status: 200, body: { beds: FREE[searchParams.get("priority")] ?? 0 } };
    },
    facts: {
      freeBeds: [
        { given: { case: { priority: "Emergency" } }, says: 2 },
        { given: { case: { priority: "Normal" } }, says: 0 },
        { given: {}, says: 0 },
      ],
    },
    effects: {
      bookBed: [
        { given: { priority: "Emergency" }, says: { status: "done", answer: { bed: "B-1" } } },
        { given: { priority: "Normal" }, says: { status: "refused" } },
      ],
    },
  };

  /** As many beds as there are; who asks again under a key is told of the bed that was booked under it. */
  function book(key, { priority }) {
    if (!(priority in FREE) || FREE[priority] === 0) return { status: 409, body: {} };
    if (!booked.has(key)) booked.set(key, "B-1");
    return { status: 200, body: { bed: booked.get(key) } };
  }
}
