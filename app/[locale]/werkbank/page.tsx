import type { Metadata } from 'next';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Actions, Answers, Choices, Icons } from './samples-input.tsx';
import { Colours, Data, Messages, Motion, Type, Waiting } from './samples-output.tsx';

const here = '/werkbank';

export const metadata: Metadata = { title: 'Werkbank' };

export default async function WorkbenchPage({ searchParams }: { searchParams: Promise<{ bereich?: string }> }) {
  const { bereich } = await searchParams;
  const staff = bereich === 'staff';
  return (
    <div className={staff ? 'staff' : 'members'}>
      <PageHeading above="Nur für die Entwicklung" lead="Jeder Baustein in jedem Zustand.">
        Werkbank: {staff ? 'Mitarbeitende, 16 px' : 'Versicherte, 19 px'}
      </PageHeading>
      <p className="mt-4 flex flex-wrap gap-x-6 gap-y-2">
        <a className="link" href={staff ? here : `${here}?bereich=staff`}>
          {staff ? 'Seiten der Versicherten' : 'Seiten der Mitarbeitenden'}
        </a>
        <a className="link" href={`${here}/formular`}>
          Ein Formular, das auch ohne JavaScript geht
        </a>
        <a className="link" href={`${here}/fehler`}>
          Fehlerseite
        </a>
      </p>
      <Colours />
      <Type />
      <Actions />
      <Answers />
      <Choices />
      <Messages />
      <Data />
      <Waiting />
      <Motion />
      <Icons />
    </div>
  );
}
