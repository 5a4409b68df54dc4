import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { unreadNoticesQuery } from "../../api/notices.js";
import { toast } from "../../ui/toast.js";
import { words } from "../../words/index.js";
import { aboutNotice } from "./about.js";

/** Tells of notices that come while the person is at work, whatever is on the screen. Draws nothing itself. */
export function NoticeToasts() {
  const items = useQuery(unreadNoticesQuery).data?.items;
  const known = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (!items) return;
    const before = known.current;
    known.current = new Set([...(before ?? []), ...items.map(({ id }) => id)]);
    const fresh = before === null ? [] : items.filter(({ id }) => !before.has(id));
    const [first] = fresh;
    if (!first) return;
    const { several, arrived } = words.notices;
    const { name, says } = aboutNotice(first);
    toast("note", fresh.length > 1 ? several(fresh.length) : arrived(name, says));
  }, [items]);
  return null;
}
