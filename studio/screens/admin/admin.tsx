import { Tabs } from "@mantine/core";
import { lazy, Suspense, type ReactNode } from "react";
import { useNavigate, useParams } from "react-router";
import { Empty } from "../../ui/notes.js";
import { ScreenHeading } from "../../ui/screen-heading.js";
import { Waiting } from "../../ui/waiting.js";
import { words } from "../../words/index.js";
import { draftWords } from "../../words/draft.js";
import { handbookWords } from "../../words/handbook.js";
import { reviewWords } from "../../words/review.js";
import { rolesWords } from "../../words/roles.js";
import { settingsWords } from "../../words/settings.js";
import { useMay } from "../desk/session.js";
import { ChangesProvider } from "../draft/changes-provider.js";
import { RightsNote } from "../draft/rights-note.js";
import { Unpublished } from "../draft/unpublished.js";
import classes from "./admin.module.css";
import { AlertChannelsPart } from "./alert-channels.js";
import { Channels } from "./channels.js";
import { People } from "./people.js";
import { Releases } from "./releases.js";
import { Retention } from "./retention.js";

const ChangesPage = lazy(async () => ({
  default: (await import("../changes/changes.js")).ChangesPage,
}));
const HandbookPage = lazy(async () => ({
  default: (await import("../handbook/handbook-page.js")).HandbookPage,
}));
const Reviews = lazy(async () => ({ default: (await import("../review/reviews.js")).Reviews }));
const Roles = lazy(async () => ({ default: (await import("../roles/roles.js")).Roles }));
const Rules = lazy(async () => ({ default: (await import("../rules/rules.js")).Rules }));
const Settings = lazy(async () => ({
  default: (await import("../settings/settings.js")).Settings,
}));
const Templates = lazy(async () => ({
  default: (await import("../templates/templates.js")).Templates,
}));
const Workflows = lazy(async () => ({
  default: (await import("../workflow/workflows.js")).Workflows,
}));

/** How cases move, rules, messages, what is changed, what waits for approval, releases, the handbooks, people, roles, settings, channels of alerts and of messages, and how long cases are kept. */
export function Admin() {
  const { part: asked, item } = useParams();
  const navigate = useNavigate();
  const mayPeople = useMay("user.read");
  const mayReleases = useMay("release.read");
  // Whoever comes for the first time comes to say how work is done.
  const part = asked ?? (mayReleases ? "workflows" : "people");
  const mayChannels = useMay("release.publish");
  const mayErase = useMay("case.erase");
  if (!mayPeople && !mayReleases) {
    return <Empty icon="lock" title={words.admin.forbidden} level={1} />;
  }
  return (
    <>
      <ScreenHeading title={words.admin.title} className={classes.title} />
      {mayReleases && part !== "changes" ? <Unpublished /> : null}
      <Tabs
        value={part}
        keepMounted={false}
        className={classes.tabs}
        onChange={(next) => void navigate(`/admin/${next ?? ""}`)}
      >
        <Tabs.List>
          {mayReleases ? <Tabs.Tab value="workflows">{words.admin.workflows}</Tabs.Tab> : null}
          {mayReleases ? <Tabs.Tab value="rules">{words.admin.rules}</Tabs.Tab> : null}
          {mayReleases ? <Tabs.Tab value="messages">{words.admin.messages}</Tabs.Tab> : null}
          {mayReleases ? <Tabs.Tab value="changes">{draftWords.title}</Tabs.Tab> : null}
          {mayReleases ? <Tabs.Tab value="reviews">{reviewWords.title}</Tabs.Tab> : null}
          {mayReleases ? <Tabs.Tab value="releases">{words.admin.releases}</Tabs.Tab> : null}
          {mayReleases ? <Tabs.Tab value="handbook">{handbookWords.title}</Tabs.Tab> : null}
          {mayPeople ? <Tabs.Tab value="people">{words.admin.users}</Tabs.Tab> : null}
          {mayReleases ? <Tabs.Tab value="roles">{rolesWords.title}</Tabs.Tab> : null}
          {mayReleases ? <Tabs.Tab value="settings">{settingsWords.title}</Tabs.Tab> : null}
          {mayReleases ? <Tabs.Tab value="alerts">{words.alerts.title}</Tabs.Tab> : null}
          {mayChannels ? <Tabs.Tab value="channels">{words.admin.channels}</Tabs.Tab> : null}
          {mayErase ? <Tabs.Tab value="retention">{words.retention.title}</Tabs.Tab> : null}
        </Tabs.List>
        <Tabs.Panel value="people" className={classes.panel}>
          <People />
        </Tabs.Panel>
        <Tabs.Panel value="releases" className={classes.panel}>
          {mayChannels || item === undefined ? (
            <ForReleases>
              <Releases item={item} />
            </ForReleases>
          ) : (
            <Empty icon="lock" title={words.admin.forbidden} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="changes" className={classes.panel}>
          <ForReleases>
            <ChangesPage />
          </ForReleases>
        </Tabs.Panel>
        <Tabs.Panel value="reviews" className={classes.panel}>
          {mayReleases ? (
            <Suspense fallback={<Waiting />}>
              <Reviews id={item} />
            </Suspense>
          ) : (
            <Empty icon="lock" title={words.admin.forbidden} />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="rules" className={classes.panel}>
          <ForReleases>
            <Rules id={item} />
          </ForReleases>
        </Tabs.Panel>
        <Tabs.Panel value="messages" className={classes.panel}>
          <ForReleases>
            <Templates id={item} />
          </ForReleases>
        </Tabs.Panel>
        <Tabs.Panel value="roles" className={classes.panel}>
          <ForReleases>
            <Roles />
          </ForReleases>
        </Tabs.Panel>
        <Tabs.Panel value="settings" className={classes.panel}>
          <ForReleases>
            <Settings />
          </ForReleases>
        </Tabs.Panel>
        <Tabs.Panel value="alerts" className={classes.panel}>
          <ForReleases>
            <AlertChannelsPart />
          </ForReleases>
        </Tabs.Panel>
        <Tabs.Panel value="workflows" className={classes.panel}>
          <ForReleases>
            <Workflows id={item} />
          </ForReleases>
        </Tabs.Panel>
        <Tabs.Panel value="handbook" className={classes.panel}>
          <ForReleases>
            <HandbookPage role={item} />
          </ForReleases>
        </Tabs.Panel>
        <Tabs.Panel value="channels" className={classes.panel}>
          {mayChannels ? <Channels /> : <Empty icon="lock" title={words.admin.forbidden} />}
        </Tabs.Panel>
        <Tabs.Panel value="retention" className={classes.panel}>
          {mayErase ? <Retention /> : <Empty icon="lock" title={words.admin.forbidden} />}
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

/** A part that is loaded when somebody goes there, for those who may read releases, with the changes that they have made. */
function ForReleases({ children }: { readonly children: ReactNode }) {
  if (!useMay("release.read")) return <Empty icon="lock" title={words.admin.forbidden} />;
  return (
    <ChangesProvider>
      <RightsNote />
      <Suspense fallback={<Waiting />}>{children}</Suspense>
    </ChangesProvider>
  );
}
