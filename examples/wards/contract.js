const TOKEN = "token-of-the-contract-test";
const FREE = { Emergency: 2, Normal: 0 };

/**
 * How the bed board speaks, for what every plugin with facts promises.
 */
export function contract() {
  return {
    settings: (url) => ({ url, token: TOKEN }),
    system: ({ path, headers }) => {
      if (headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, body: {} };
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
  };
}
