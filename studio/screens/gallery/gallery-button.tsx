import { Button } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { Waiting } from "../../ui/waiting.js";
import { galleryWords } from "../../words/gallery.js";

/** Loaded by those who want to begin with something. */
const Gallery = lazy(async () => ({ default: (await import("./gallery.js")).Gallery }));

/** The button behind which the workflows to begin with are. Only inside `ChangesProvider`. */
export function GalleryButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {galleryWords.open}
      </Button>
      {isOpen ? (
        <Suspense fallback={<Waiting />}>
          <Gallery onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
