import { useTranslations } from 'next-intl';
import { Icon } from '#components/ui/icon.tsx';

export type Narrowing = { label: string; href: string; chosen: boolean };

const pill =
  'inline-flex min-h-target items-center gap-2 rounded-full border border-edge bg-surface px-4 py-1.5 no-underline ' +
  'transition-colors duration-150 hover:border-accent hover:bg-accent-soft ' +
  'aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft aria-[current=true]:font-semibold';

type TimeNarrowingProps = {
  /** How and where, on pages that have not asked it before; what there is only one of is not asked */
  ways?: { title: string; choices: readonly Narrowing[] };
  partsOfDay: readonly Narrowing[];
  advisors: readonly Narrowing[];
};

/** Ways to see fewer times, each an address: time of day, and with whom. */
export function TimeNarrowing({ ways, partsOfDay, advisors }: TimeNarrowingProps) {
  const t = useTranslations('booking.timePage');
  return (
    <nav aria-label={t('narrowTitle')} className="grid max-w-form gap-4">
      {ways !== undefined && ways.choices.length > 1 && <Group {...ways} id="wie-und-wo" />}
      <Group title={t('timeOfDay')} id="tageszeit" choices={partsOfDay} />
      {advisors.length > 0 && <Group title={t('advisors')} id="mit-wem" choices={advisors} />}
    </nav>
  );
}

function Group({ title, id, choices }: { title: string; id: string; choices: readonly Narrowing[] }) {
  return (
    <div>
      <p id={id} className="mb-2 text-sm text-ink-soft">
        {title}
      </p>
      <ul aria-labelledby={id} className="flex flex-wrap gap-2">
        {choices.map((choice) => (
          <li key={choice.href} className="max-w-full">
            <a href={choice.href} aria-current={choice.chosen ? 'true' : undefined} className={pill}>
              {choice.chosen && <Icon name="check" />}
              <span className="min-w-0">{choice.label}</span>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
