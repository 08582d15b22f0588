import { Button } from '#components/ui/button.tsx';
import { Card, DescriptionList } from '#components/ui/card.tsx';
import { Countdown } from '#components/ui/countdown.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { Loading, Skeleton } from '#components/ui/loading.tsx';
import { Meter } from '#components/ui/meter.tsx';
import { Notice, Tag } from '#components/ui/notice.tsx';
import { PageHeading } from '#components/ui/page-heading.tsx';
import { Table } from '#components/ui/table.tsx';
import { Sample, Shelf } from './sample.tsx';

const swatches = [
  ['ground', 'bg-ground'],
  ['surface', 'bg-surface'],
  ['sunken', 'bg-sunken'],
  ['line', 'bg-line'],
  ['edge', 'bg-edge'],
  ['ink', 'bg-ink'],
  ['ink-soft', 'bg-ink-soft'],
  ['accent', 'bg-accent'],
  ['accent-strong', 'bg-accent-strong'],
  ['accent-soft', 'bg-accent-soft'],
  ['success', 'bg-success'],
  ['caution', 'bg-caution'],
  ['danger', 'bg-danger'],
  ['info', 'bg-info'],
  ['focus', 'bg-focus'],
] as const;

export function Colours() {
  return (
    <Shelf title="Farben">
      <ul className="grid grid-cols-3 gap-3 sm:grid-cols-5 lg:grid-cols-8">
        {swatches.map(([name, look]) => (
          <li key={name} className="text-sm">
            <span className={`block h-14 rounded-md border border-line ${look}`} />
            {name}
          </li>
        ))}
      </ul>
    </Shelf>
  );
}

export function Type() {
  return (
    <Shelf title="Schrift">
      <div className="grid gap-2">
        <p className="text-3xl font-semibold">Dienstag, 24. November</p>
        <p className="text-2xl font-semibold">Wann passt es Ihnen?</p>
        <p className="text-xl font-semibold">Łukasz Żółć, Nguyễn Thị Ánh, Yıldız</p>
        <p className="text-lg">Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich. 0123456789</p>
        <p className="max-w-text">
          Pflegebedürftigkeitsbegutachtungsrichtlinien sind lang, und eine Zeile hat höchstens fünfundsechzig Zeichen.
          Ein{' '}
          <a className="link" href="#inhalt">
            Link im Text
          </a>{' '}
          ist unterstrichen.
        </p>
        <p className="text-sm text-ink-soft">Kleiner als das wird nichts: 15 px.</p>
        <p dir="rtl" lang="ar" className="text-lg">
          موعد مع السيدة يلدز
        </p>
      </div>
    </Shelf>
  );
}

export function Messages() {
  return (
    <Shelf title="Sagen">
      <Sample name="Notice">
        <div className="grid gap-3">
          <Notice tone="info" title="Gut zu wissen">
            <p>Sie können den Weg später noch wechseln, die Zeit bleibt dieselbe.</p>
          </Notice>
          <Notice tone="success" title="Ihr Termin steht fest">
            <p>Dienstag, 24. November 2026, 9:30 Uhr, per Video mit Frau Yıldız.</p>
          </Notice>
          <Notice tone="caution" title="Diese Zeit ist gerade vergeben worden">
            <p>Bitte wählen Sie eine andere. Ihre Angaben sind noch da.</p>
          </Notice>
          <Notice tone="danger" title="Die Verbindung ist unterbrochen">
            <p>Wir versuchen es weiter. Sie müssen nichts tun.</p>
          </Notice>
        </div>
      </Sample>
      <Sample name="Tag">
        <p className="flex flex-wrap gap-2">
          <Tag>reserviert</Tag>
          <Tag tone="success">bestätigt</Tag>
          <Tag tone="caution">läuft bald ab</Tag>
          <Tag tone="danger">abgesagt</Tag>
          <Tag tone="info" icon="camera">
            Video
          </Tag>
        </p>
      </Sample>
      <Sample name="PageHeading">
        <PageHeading
          level={3}
          id="muster-ueberschrift"
          above="Terminbuchung"
          lead="Wir halten die Zeit zehn Minuten für Sie frei."
        >
          Wann passt es Ihnen?
        </PageHeading>
      </Sample>
      <Sample name="EmptyState">
        <EmptyState title="Heute wartet niemand" action={<Button variant="secondary">Nächste Woche ansehen</Button>}>
          <p>Wer den Warteraum betritt, erscheint hier von selbst.</p>
        </EmptyState>
      </Sample>
    </Shelf>
  );
}

type Sitting = { id: string; name: string; time: string; minutes: number };

const sittings: Sitting[] = [
  { id: '1', name: 'Maximilian-Alexander von und zu Hohenstein-Müller', time: '9:30 Uhr', minutes: 12 },
  { id: '2', name: 'Łukasz Żółć', time: '10:00 Uhr', minutes: 4 },
  { id: '3', name: 'Nguyễn Thị Ánh', time: '11:15 Uhr', minutes: 0 },
];

export function Data() {
  return (
    <Shelf title="Zeigen">
      <Sample name="Card">
        <div className="grid gap-4 sm:grid-cols-2">
          <Card title="Ihr Termin" level={3}>
            <p>Dienstag, 24. November 2026, 9:30 Uhr</p>
          </Card>
          <Card title="Versenkt" level={3} sunken>
            <p>Etwas, das zurücktritt.</p>
          </Card>
        </div>
      </Sample>
      <Sample name="DescriptionList">
        <DescriptionList
          rows={[
            { term: 'Leistung', description: 'Pflegegrad, 30 Minuten' },
            { term: 'Wann', description: 'Dienstag, 24. November 2026, 9:30 Uhr' },
            { term: 'Mit wem', description: 'Maximilian-Alexander von und zu Hohenstein-Müller' },
            {
              term: 'E-Mail',
              description: 'ein-sehr-langer-name-ohne-jede-trennstelle@musterkasse-gesund.example',
              action: (
                <a className="link" href="#inhalt" aria-label="E-Mail ändern">
                  ändern
                </a>
              ),
            },
          ]}
        />
      </Sample>
      <Sample name="Table">
        <Table
          caption="Wer heute wartet"
          columns={[
            { key: 'name', header: 'Name', cell: (row) => row.name, sort: { href: '?sort=name' } },
            {
              key: 'time',
              header: 'Termin',
              cell: (row) => row.time,
              numeric: true,
              sort: { href: '?sort=time', order: 'ascending' },
            },
            { key: 'minutes', header: 'Wartet (Minuten)', cell: (row) => row.minutes, numeric: true },
          ]}
          rows={sittings}
          rowKey={(row) => row.id}
          empty={null}
        />
      </Sample>
      <Sample name="Meter">
        <div className="grid gap-4">
          <Meter label="Ihr Mikrofon" value={0.62} text="gut zu hören" />
          <Meter label="Ihr Mikrofon, still" value={0} text="nichts zu hören" />
        </div>
      </Sample>
    </Shelf>
  );
}

export function Waiting() {
  return (
    <Shelf title="Warten">
      <Sample name="Skeleton">
        <Skeleton className="max-w-form" />
      </Sample>
      <Sample name="Loading">
        <Loading word="Wir suchen freie Zeiten." wayOut={<p>Das dauert zu lange? Rufen Sie uns an.</p>} />
      </Sample>
    </Shelf>
  );
}

export function Motion() {
  const minuteTexts = [
    'noch weniger als eine Minute',
    'noch 1 Minute',
    ...Array.from({ length: 9 }, (_, index) => `noch ${index + 2} Minuten`),
  ];
  return (
    <Shelf title="Zeit">
      <Sample name="Countdown">
        <Countdown
          now="2026-11-22T08:32:30Z"
          until="2026-11-22T08:42:00Z"
          staticText="Reserviert bis 9:42 Uhr"
          minuteTexts={minuteTexts}
          overText="Die Reservierung ist abgelaufen. Bitte wählen Sie die Zeit noch einmal."
        />
      </Sample>
      <Sample name="abgelaufen">
        <Countdown
          now="2026-11-22T08:43:00Z"
          until="2026-11-22T08:42:00Z"
          staticText="Reserviert bis 9:42 Uhr"
          minuteTexts={minuteTexts}
          overText="Die Reservierung ist abgelaufen. Bitte wählen Sie die Zeit noch einmal."
        />
      </Sample>
    </Shelf>
  );
}
