/** Three words in capitals with nothing between them are no abbreviation and no list of words to answer with. */
const SHOUTED = /(?<!\p{L})\p{Lu}{2,}(?: +\p{Lu}{2,}){2}(?!\p{L})/u;

/** What this house wants its messages and workflows to be like. */
export function plugin() {
  return {
    manifest: { id: "house", version: "1.0.0", name: "House style" },
    lints: {
      shouting: {
        words: "messages that shout",
        description: "Several words in capitals frighten people who are ill",
        of: "template",
        severity: "warning",
        look: shouting,
        examples: [
          { definition: { texts: { sms: { en: "PLEASE COME NOW, {{name}}" } } }, finds: 1 },
          { definition: { texts: { sms: { en: "Text STOP, START or HELP." } } }, finds: 0 },
          {
            definition: { texts: { sms: { en: "Hello" }, email: { en: "CALL US TODAY" } } },
            finds: 1,
          },
        ],
      },
      untested: {
        words: "workflows without a test",
        description:
          "A workflow that many rely on has a story that is tried before each publication",
        of: "workflow",
        severity: "warning",
        look: ({ name, tests = [] }) =>
          tests.length > 0
            ? []
            : [
                {
                  path: "",
                  message: `“${name}” has no test.`,
                  fix: "Try it out, and keep what comes out as a test.",
                },
              ],
        examples: [
          { definition: { name: "Visit" }, finds: 1 },
          { definition: { name: "Visit", tests: [{ name: "A day", steps: [] }] }, finds: 0 },
        ],
      },
    },
  };
}

function shouting({ texts }) {
  return Object.entries(texts).flatMap(([channel, languages]) =>
    Object.entries(languages).flatMap(([language, text]) => {
      const [words] = SHOUTED.exec(text) ?? [];
      if (words === undefined) return [];
      return [
        {
          path: `/texts/${channel}/${language}`,
          message: `“${words}” shouts.`,
          fix: "Write it in small letters.",
        },
      ];
    }),
  );
}
