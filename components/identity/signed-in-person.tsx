import { Icon } from '#components/ui/icon.tsx';
import { SubmitButton } from '#components/ui/submit-button.tsx';

interface SignedInPersonProps {
  name: string;
  /** "Angemeldet als Frau Yıldız" */
  label: string;
  signOut: () => Promise<void>;
  texts: { signOut: string; busy: string };
}

/** Who is signed in, and the way out; for the header of staff pages. */
export function SignedInPerson({ name, label, signOut, texts }: SignedInPersonProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-2">
      <span className="inline-flex min-h-target items-center gap-2 px-2 font-semibold" title={label}>
        <Icon name="person" />
        <span className="min-w-0 wrap-anywhere">{name}</span>
      </span>
      <form action={signOut}>
        <SubmitButton variant="secondary" busyLabel={texts.busy}>
          {texts.signOut}
        </SubmitButton>
      </form>
    </div>
  );
}
