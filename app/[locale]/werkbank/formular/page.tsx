import { PageHeading } from '#components/ui/page-heading.tsx';
import { StepHeader } from '#components/ui/step-header.tsx';
import { SampleForm } from './sample-form.tsx';

export default function SampleFormPage() {
  return (
    <>
      <StepHeader step={3} of={5} label="Schritt 3 von 5" back={{ href: '/werkbank', label: 'Zurück' }} />
      <PageHeading lead="Schicken Sie es leer ab, einmal mit und einmal ohne JavaScript.">Wie heißen Sie?</PageHeading>
      <div className="mt-8">
        <SampleForm />
      </div>
    </>
  );
}
