import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { lintOrganisation } from "../../../engine/definition/lint/index.js";
import type { Role } from "../../../engine/definition/organisation.js";
import type { User } from "../../../engine/protocol/session.js";
import { usersQuery } from "../../api/users.js";
import { Icon } from "../../ui/icons.js";
import { toast } from "../../ui/toast.js";
import { rolesWords as say } from "../../words/roles.js";
import admin from "../admin/admin.module.css";
import { useMay } from "../desk/session.js";
import { BegunOn } from "../draft/begun-on.js";
import { useChanges } from "../draft/changes-context.js";
import { errorsOf, FindingList } from "../draft/finding-list.js";
import { History } from "../draft/history.js";
import { Publish } from "../draft/publish.js";
import { ANY_NEW, useRights } from "../draft/rights-context.js";
import { RoleDialog } from "./role-dialog.js";
import { RoleLine } from "./role-line.js";

/** The roles as they would be with the person's changes, with who has each; they are made, changed and removed here. */
export function Roles() {
  const changes = useChanges();
  const { body, draft, record, undo, redo } = changes;
  const { all } = useRights();
  const people = useQuery({ ...usersQuery, enabled: useMay("user.read") }).data;
  const [edited, setEdited] = useState<Role | "new" | null>(null);
  const { organisation } = body;
  const findings = useMemo(
    () => lintOrganisation(organisation).filter(({ path }) => path.startsWith("/roles/")),
    [organisation],
  );
  const active = people?.filter(({ active: isActive }) => isActive) ?? [];
  const can = { undo: draft.done > 0, redo: draft.done < draft.steps.length };
  const remove = ({ id, name }: Role) => {
    record({ kind: "release", step: { do: "remove", from: "roles", id } });
    toast("note", say.removed(name));
  };
  return (
    <>
      <div className={admin.head}>
        <div>
          <h2>{say.title}</h2>
          <p className={admin.quiet}>{say.lead}</p>
        </div>
        {all("organisation", "roles", ANY_NEW) ? (
          <>
            <History drafting={{ undo, redo, can }} />
            <Button leftSection={<Icon name="plus" />} onClick={() => setEdited("new")}>
              {say.add}
            </Button>
          </>
        ) : null}
      </div>
      <BegunOn />
      <FindingList findings={findings} />
      <ul className={admin.list}>
        {organisation.roles.map((role) => (
          <RoleLine
            key={role.id}
            {...{ role, body }}
            people={people && havingRole(people, role)}
            onChange={all("organisation", "roles", role.id) ? () => setEdited(role) : null}
            onRemove={all("organisation", "roles", role.id) ? () => remove(role) : null}
          />
        ))}
      </ul>
      {edited === null ? null : (
        <RoleDialog
          role={edited === "new" ? null : edited}
          changes={changes}
          people={active}
          onKeep={(entry) =>
            record({
              kind: "release",
              step:
                edited === "new"
                  ? { do: "add", to: "roles", entry }
                  : { do: "replace", in: "roles", entry },
            })
          }
          onClose={() => setEdited(null)}
        />
      )}
      <Publish isSound={errorsOf(findings).length === 0} />
    </>
  );
}

function havingRole(people: readonly User[], { id }: Role): readonly string[] {
  return people.filter(({ roles }) => roles.includes(id)).map(({ name }) => name);
}
