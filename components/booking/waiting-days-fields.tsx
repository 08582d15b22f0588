import { useTranslations } from 'next-intl';
import { type Option, RadioGroup } from '#components/ui/radio-group.tsx';
import { TextField } from '#components/ui/text-field.tsx';

type WaitingDaysFieldsProps = {
  /** Last days to choose from; a single one is not asked about */
  until: readonly Option[];
  /** ISO dates; absent where one can begin today only */
  from?: { value: string };
  chosen: { until: string | undefined; part: 'morning' | 'afternoon' | undefined };
  error?: string | undefined;
};

/** Which days and which part of the day would suit; stands in a form. */
export function WaitingDaysFields({ until, from, chosen, error }: WaitingDaysFieldsProps) {
  const t = useTranslations('waiting.days');
  const isOffered = until.some(({ value }) => value === chosen.until);
  return (
    <>
      {until.length === 1 ? (
        <input type="hidden" name="bis" value={until[0]?.value} />
      ) : (
        <RadioGroup
          name="bis"
          label={t('until')}
          options={until}
          defaultValue={isOffered ? chosen.until : until.at(-1)?.value}
        />
      )}
      {from !== undefined && (
        <TextField
          name="ab"
          type="date"
          label={t('from')}
          hint={t('fromHint')}
          error={error}
          defaultValue={from.value}
          width="short"
        />
      )}
      <RadioGroup
        name="tageszeit"
        label={t('part')}
        options={[
          { value: '', label: t('partAny') },
          { value: 'vormittag', label: t('morning') },
          { value: 'nachmittag', label: t('afternoon') },
        ]}
        defaultValue={chosen.part === undefined ? '' : chosen.part === 'morning' ? 'vormittag' : 'nachmittag'}
        inline
      />
    </>
  );
}
