import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import type { ReleaseBody } from "../../../engine/definition/release.js";
import { definitionsOf, type DefinitionName } from "../../../engine/text/release-text.js";
import { problemTitle } from "../../ui/notes.js";
import { toast } from "../../ui/toast.js";
import { filesWords } from "../../words/files.js";

type DefinitionProps = {
  readonly body: ReleaseBody;
  readonly definition: DefinitionName;
  readonly name: string;
};

/** Offers one definition, as it stands with the changes, as the file that `casewright pull` would write. */
export function DownloadDefinition({ body, definition: { kind, id }, name }: DefinitionProps) {
  return (
    <DownloadButton
      label={filesWords.download}
      says={filesWords.downloadOf(name)}
      save={async () => {
        const found = definitionsOf(body).find((one) => one.kind === kind && one.id === id);
        const [{ fileText }, { saveContent }] = await loaded();
        if (found) saveContent(`${id}.${kind}.yaml`, fileText(found), "application/yaml");
      }}
    />
  );
}

type ReleaseProps = {
  /** Number of the release, or of that on which the changes stand. */
  readonly number: number;
  readonly label: string;
  readonly says?: string;
  readonly file: string;
  readonly body: () => ReleaseBody | Promise<ReleaseBody>;
};

/** Offers everything that a release holds as one archive of the files that `casewright pull` would write. */
export function DownloadRelease({ number, file, body, ...texts }: ReleaseProps) {
  return (
    <DownloadButton
      {...texts}
      save={async () => {
        const all = await body();
        const [{ exportedFiles }, { saveContent }] = await loaded();
        const { zipped } = await import("../../files/zip.js");
        saveContent(`${file}.zip`, zipped(exportedFiles(all, number)), "application/zip");
      }}
    />
  );
}

/** Name of the archive of a release, without its ending. */
export function releaseFile(number: number): string {
  return `release-${String(number)}`;
}

/** What writes files is a library of its own, loaded by those who want one. */
function loaded() {
  return Promise.all([
    import("../../../engine/text/exported.js"),
    import("../../files/save.js"),
  ] as const);
}

function DownloadButton({
  label,
  says,
  save,
}: {
  readonly label: string;
  /** The label with what is downloaded, where there are several. */
  readonly says?: string;
  readonly save: () => Promise<void>;
}) {
  const saving = useMutation({
    mutationFn: save,
    onError: (error) => toast("problem", problemTitle(error)),
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={says}
      loading={saving.isPending}
      onClick={() => saving.mutate()}
    >
      {label}
    </Button>
  );
}
