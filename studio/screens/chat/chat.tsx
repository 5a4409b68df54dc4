import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { openChat } from "../../api/chat.js";
import { Problem } from "../../api/problem.js";
import { LanguageSwitch, usePatientLanguage } from "../../ui/language.js";
import { Empty, ProblemNote } from "../../ui/notes.js";
import { Page } from "../../ui/page.js";
import { Waiting } from "../../ui/waiting.js";
import { Conversation } from "./conversation.js";

/** Chat with the clinic, for patients; made for a phone. */
export function ChatPage() {
  const { language, words, choose } = usePatientLanguage();
  const [turn, setTurn] = useState(1);
  const chat = useQuery({
    queryKey: ["chat", turn],
    queryFn: openChat,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <Page
      lang={language}
      name={chat.data?.organisation}
      aside={<LanguageSwitch language={language} label={words.language} onChoose={choose} />}
    >
      {chat.isPending ? <Waiting label={words.chat.opening} /> : null}
      {chat.isError ? <NoChat error={chat.error} gone={words.chat.gone} /> : null}
      {chat.data ? (
        <Conversation
          key={turn}
          chat={chat.data}
          language={language}
          words={words}
          onAnother={() => setTurn(turn + 1)}
        />
      ) : null}
    </Page>
  );
}

function NoChat({ error, gone }: { readonly error: unknown; readonly gone: string }) {
  return error instanceof Problem && error.status === 404 ? (
    <Empty icon="search" title={gone} level={1} />
  ) : (
    <ProblemNote error={error} onRetry={() => location.reload()} />
  );
}
