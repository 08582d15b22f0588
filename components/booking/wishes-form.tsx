import { useLocale, useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { Checkbox } from '#components/ui/radio-group.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Wishes } from '#lib/booking/schema.ts';
import { interpreterInWords, languageInWords, wishesInWords } from './wishes-in-words.ts';

type Option = { value: string; label: string };

type WishesFormProps = {
  /** Where it leads: the page it stands on, without its query */
  path: string;
  /** What is chosen besides, and stays */
  keeps: readonly (readonly [name: string, value: string])[];
  wishes: Wishes | undefined;
  /** Places to choose from; fewer than two are no choice */
  centers: { options: readonly Option[]; chosen: string | undefined };
  /** Advisors to choose from, where they are too many for one line each */
  advisors: { options: readonly Option[]; chosen: string | undefined };
  languages: readonly string[];
  interpreters: readonly string[];
  stepFree: boolean;
  /** `null`: nobody can come along, as on the phone */
  companion: 'on-site' | 'video' | null;
};

/** What limits the choice of times (BK9): an ordinary form whose answer is an address, so it needs no script. */
export function WishesForm(props: WishesFormProps) {
  const { path, keeps, wishes, centers, advisors, languages, interpreters, stepFree, companion } = props;
  const t = useTranslations('choosing.wish');
  const locale = useLocale();
  const said = wishesInWords(wishes, t, locale);
  const hasPlaces = centers.options.length > 1;
  if (!hasPlaces && advisors.options.length === 0 && languages.length + interpreters.length === 0 && !stepFree) {
    if (companion === null) return null;
  }
  return (
    <Disclosure
      open={said.length > 0}
      summary={
        <span>{said.length > 0 ? t('yours', { wishes: said.join(', ') }) : `${t('title')} ${t('examples')}`}</span>
      }
    >
      <form action={path} method="get" className="grid gap-5 rounded-lg border border-line bg-surface p-5 max-sm:p-4">
        {keeps.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        {hasPlaces && <Select name="ort" label={t('where')} options={centers.options} defaultValue={centers.chosen} />}
        {advisors.options.length > 0 && (
          <Select
            name="mit"
            label={t('with')}
            options={[{ value: '', label: t('anyone') }, ...advisors.options]}
            defaultValue={advisors.chosen}
          />
        )}
        {languages.length > 0 && (
          <Select
            name="sprache"
            label={t('language')}
            options={[
              { value: '', label: t('german') },
              ...languages.map((value) => ({ value, label: languageInWords(value, locale) })),
            ]}
            defaultValue={wishes?.language}
          />
        )}
        {interpreters.length > 0 && (
          <Select
            name="dolmetschen"
            label={t('interpreter')}
            hint={t('interpreterHint')}
            options={[
              { value: '', label: t('noInterpreter') },
              ...interpreters.map((value) => ({ value, label: interpreterInWords(value, t, locale) })),
            ]}
            defaultValue={wishes?.interpreter}
          />
        )}
        {(stepFree || companion !== null) && (
          <div className="grid gap-2">
            {stepFree && <Checkbox name="stufenlos" label={t('stepFree')} defaultChecked={wishes?.stepFree ?? false} />}
            {companion !== null && (
              <Checkbox
                name="begleitung"
                label={t('companion')}
                hint={t(companion === 'on-site' ? 'companionHint' : 'companionHintVideo')}
                defaultChecked={wishes?.companion ?? false}
              />
            )}
          </div>
        )}
        <div>
          <Button type="submit" variant="secondary">
            {t('submit')}
          </Button>
        </div>
      </form>
    </Disclosure>
  );
}
