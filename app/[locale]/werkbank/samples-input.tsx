import { Button, ButtonRow, LinkButton } from '#components/ui/button.tsx';
import { ChoiceList, type Choice } from '#components/ui/choice-list.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { ErrorSummary } from '#components/ui/error-summary.tsx';
import { Icon, iconNames } from '#components/ui/icon.tsx';
import { Checkbox, RadioGroup } from '#components/ui/radio-group.tsx';
import { Select } from '#components/ui/select.tsx';
import { StepHeader } from '#components/ui/step-header.tsx';
import { TextArea, TextField } from '#components/ui/text-field.tsx';
import { DialogSample } from './dialog-sample.tsx';
import { Sample, Shelf } from './sample.tsx';

export function Actions() {
  return (
    <Shelf title="Tun">
      <Sample name="Button">
        <ButtonRow>
          <Button>Diese Zeit reservieren</Button>
          <Button variant="secondary">Andere Zeit suchen</Button>
          <Button variant="quiet">Später</Button>
          <Button variant="danger">Termin absagen</Button>
        </ButtonRow>
      </Sample>
      <Sample name="Button, beschäftigt">
        <ButtonRow>
          <Button busy busyLabel="Wird reserviert …">
            Diese Zeit reservieren
          </Button>
          <Button variant="secondary" busy busyLabel="Wird gesucht …">
            Andere Zeit suchen
          </Button>
        </ButtonRow>
      </Sample>
      <Sample name="LinkButton, mit Bild">
        <ButtonRow>
          <LinkButton href="#inhalt" icon="calendar">
            Termin buchen
          </LinkButton>
          <LinkButton href="#inhalt" variant="secondary" icon="camera">
            Kamera prüfen
          </LinkButton>
        </ButtonRow>
      </Sample>
      <Sample name="Button, langer Text">
        <Button>Termin mit Maximilian-Alexander von und zu Hohenstein-Müller reservieren</Button>
      </Sample>
      <Sample name="Dialog">
        <DialogSample />
      </Sample>
      <Sample name="Disclosure">
        <Disclosure summary="Mehr Zeiten">
          <p>Weitere Zeiten stehen hier.</p>
        </Disclosure>
      </Sample>
    </Shelf>
  );
}

const genders = [
  { value: 'weiblich', label: 'weiblich' },
  { value: 'maennlich', label: 'männlich' },
  { value: 'divers', label: 'divers' },
  { value: 'keine', label: 'keine Angabe' },
];

export function Answers() {
  return (
    <Shelf title="Antworten">
      <Sample name="TextField">
        <TextField name="w-vorname" label="Vorname" defaultValue="Nguyễn Thị Ánh" autoComplete="off" />
      </Sample>
      <Sample name="mit Hinweis, freiwillig">
        <TextField
          name="w-mail"
          type="email"
          label="E-Mail"
          optional="freiwillig"
          hint="An diese Adresse schicken wir den Code und die Bestätigung."
        />
      </Sample>
      <Sample name="mit Fehler">
        <TextField
          name="w-kvnr"
          width="short"
          label="Versichertennummer"
          hint="Ein Buchstabe und neun Ziffern, vorn auf Ihrer Gesundheitskarte"
          defaultValue="A12345"
          error="Bitte geben Sie die zehnstellige Nummer von Ihrer Gesundheitskarte ein, zum Beispiel A123456780."
        />
      </Sample>
      <Sample name="Code">
        <TextField name="w-code" width="code" label="Code aus der E-Mail" inputMode="numeric" defaultValue="482913" />
      </Sample>
      <Sample name="TextArea">
        <TextArea
          name="w-anliegen"
          label="Ihr Anliegen"
          optional="freiwillig"
          hint="Ein Satz genügt. Wir löschen ihn sieben Tage nach dem Termin."
        />
      </Sample>
      <Sample name="Select">
        <Select
          name="w-ort"
          label="Servicestelle"
          options={[
            { value: 'a', label: 'Musterstadt, Musterallee 12' },
            { value: 'b', label: 'Beispielhausen an der langen Ufferstraße, Bürgermeister-Hohenstein-Müller-Platz 4' },
          ]}
        />
      </Sample>
      <Sample name="RadioGroup">
        <RadioGroup name="w-geschlecht" label="Geschlecht" options={genders} defaultValue="divers" inline />
      </Sample>
      <Sample name="mit Fehler">
        <RadioGroup
          name="w-weg"
          label="Womit sollen wir Sie erkennen?"
          hint="Eines davon genügt."
          error="Bitte wählen Sie, was Sie angeben möchten."
          options={[
            { value: 'kvnr', label: 'Mit der Versichertennummer', hint: 'Steht auf Ihrer Gesundheitskarte' },
            { value: 'geburt', label: 'Mit dem Geburtsdatum' },
          ]}
        />
      </Sample>
      <Sample name="Checkbox">
        <div className="grid gap-3">
          <Checkbox
            name="w-ja"
            label="Ich habe den Hinweis gelesen."
            hint="Sie finden ihn auch in der Bestätigung."
            defaultChecked
          />
          <Checkbox
            name="w-nein"
            label="Ich zeichne das Gespräch nicht auf."
            error="Bitte bestätigen Sie das, damit wir anfangen können."
          />
        </div>
      </Sample>
      <Sample name="ErrorSummary">
        <ErrorSummary
          title="Bitte sehen Sie noch einmal nach"
          errors={[
            { fieldId: 'w-kvnr', text: 'Versichertennummer: zehn Zeichen, zum Beispiel A123456780' },
            { fieldId: 'w-weg', text: 'Wählen Sie, womit wir Sie erkennen sollen' },
          ]}
        />
      </Sample>
    </Shelf>
  );
}

const times: Choice[] = [
  { value: '1', label: '9:30 Uhr', detail: 'mit Frau Yıldız', aside: '30 Minuten' },
  { value: '2', label: '11:00 Uhr', detail: 'mit Herrn Brandt', aside: '30 Minuten' },
  {
    value: '3',
    label: '13:15 Uhr',
    detail: 'mit Maximilian-Alexander von und zu Hohenstein-Müller',
    aside: '45 Minuten',
  },
];

export function Choices() {
  return (
    <Shelf title="Wählen">
      <Sample name="StepHeader">
        <StepHeader
          step={2}
          of={5}
          label="Schritt 2 von 5"
          back={{ href: '#inhalt', label: 'Zurück' }}
          chosenLabel="Das haben Sie gewählt"
          chosen={[
            {
              label: 'Leistung',
              value: 'Pflegegrad beantragen oder ändern',
              change: { href: '#inhalt', label: 'ändern', name: 'Leistung ändern' },
            },
            { label: 'Weg', value: 'Per Video', change: { href: '#inhalt', label: 'ändern', name: 'Weg ändern' } },
          ]}
        />
      </Sample>
      <Sample name="ChoiceList, Adressen">
        <ChoiceList
          title="Worum geht es?"
          as="link"
          choices={[
            {
              href: '#inhalt',
              label: 'Pflege',
              detail: 'Pflegegrad, Pflegegeld, Pflegehilfsmittel',
              aside: '30 Minuten',
            },
            {
              href: '#titel',
              label: 'Familienversicherung',
              detail: 'Kinder und Partner mitversichern',
              aside: '20 Minuten',
            },
          ]}
        />
      </Sample>
      <Sample name="ChoiceList, Knöpfe">
        <form action="/werkbank">
          <ChoiceList title="Dienstag, 24. November" as="button" name="zeit" choices={times} />
        </form>
      </Sample>
      <Sample name="ChoiceList, eines merken">
        <ChoiceList title="Mittwoch, 25. November" as="radio" name="w-zeit" chosen="2" choices={times} />
      </Sample>
    </Shelf>
  );
}

export function Icons() {
  return (
    <Shelf title="Bilder">
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4 lg:grid-cols-6">
        {iconNames.map((name) => (
          <li key={name} className="flex items-center gap-2 text-sm">
            <Icon name={name} className="size-7 text-accent" />
            <span className="min-w-0 break-words">{name}</span>
          </li>
        ))}
      </ul>
    </Shelf>
  );
}
