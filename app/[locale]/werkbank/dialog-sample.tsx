'use client';

import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';

export function DialogSample() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button id="dialog-oeffnen" variant="secondary" onClick={() => setOpen(true)}>
        Sicherheitswörter zeigen
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Sicherheitswörter"
        closeLabel="Schließen"
        action={<Button>Die Wörter stimmen</Button>}
      >
        <p>Lesen Sie sich die vier Wörter gegenseitig vor. Wenn sie gleich sind, hört niemand mit.</p>
        <p className="rounded-md bg-sunken p-4 text-lg font-semibold">Apfel · Leuchtturm · Dienstag · Kiesel</p>
      </Dialog>
    </>
  );
}
