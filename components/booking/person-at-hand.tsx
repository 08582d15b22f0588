import type { ReactNode } from 'react';
import type { IconName } from '#components/ui/icon.tsx';
import { Notice, Tag } from '#components/ui/notice.tsx';

export interface PersonTexts {
  concern: string;
  noConcern: string;
  identity: string;
  identityHint: string;
  contact: string;
  kvnr: string;
  birthDate: string;
  phone: string;
  email: string;
  bookingCode: string;
  place: string;
}

export interface PersonProps {
  /** Of the appointment */
  id: string;
  /** Milliseconds since 1970 */
  endsAt: number;
  channelName: 'on_site' | 'video' | 'phone';
  /** "Frau Nguyễn Thị Ánh" */
  name: string;
  /** "9:30 bis 10:00 Uhr, 30 Minuten" */
  when: string;
  channel: { icon: IconName; label: string };
  /** "angekommen", "im Gespräch" … */
  state: { label: string; tone: 'info' | 'success' | 'caution' } | undefined;
  service: string;
  /** What the member needs besides: "Beratung auf Türkisch" */
  needs: readonly string[];
  /** Where somebody comes to; only on site */
  place: string | undefined;
  concern: string | undefined;
  /** What identifies the person; staff compare it before they disclose anything (BK3). */
  kvnr: string | undefined;
  /** As read: "7. März 1984" */
  birthDate: string | undefined;
  phone: { display: string; e164: string } | undefined;
  email: string | undefined;
  bookingCode: string | undefined;
  /** Somebody acts for the person, and may have to prove it (AX3) */
  representative: { title: string; text: string } | undefined;
  texts: PersonTexts;
}

/** The person whose appointment is at hand: what is needed for the conversation, and no more. */
export function PersonAtHand({
  children,
  ...props
}: PersonProps & { /** The one thing to do next */ children?: ReactNode }) {
  const { texts } = props;
  return (
    <article aria-labelledby="person-name" className="rounded-lg border border-line bg-surface">
      <header className="border-b border-line p-5 max-sm:p-4">
        <p className="flex flex-wrap items-center gap-2 text-ink-soft">
          <Tag icon={props.channel.icon}>{props.channel.label}</Tag>
          {props.state !== undefined && <Tag tone={props.state.tone}>{props.state.label}</Tag>}
          <span>{props.when}</span>
        </p>
        <h2 id="person-name" tabIndex={-1} className="mt-2 text-2xl">
          {props.name}
        </h2>
        <p className="mt-1 text-ink-soft">{props.service}</p>
        {props.needs.length > 0 && (
          <ul className="mt-2 flex flex-wrap gap-2">
            {props.needs.map((need) => (
              <li key={need}>
                <Tag tone="info">{need}</Tag>
              </li>
            ))}
          </ul>
        )}
        {props.representative !== undefined && (
          <div className="mt-4">
            <Notice tone="caution" title={props.representative.title}>
              <p>{props.representative.text}</p>
            </Notice>
          </div>
        )}
        <div className="mt-4 empty:hidden">{children}</div>
      </header>
      <div className="grid gap-6 p-5 max-sm:p-4">
        <Part title={texts.concern}>
          {props.concern === undefined ? (
            <p className="text-ink-soft">{texts.noConcern}</p>
          ) : (
            <p className="max-w-text border-l-4 border-accent pl-4 text-lg whitespace-pre-line wrap-anywhere">
              {props.concern}
            </p>
          )}
        </Part>
        <div className="grid gap-x-10 gap-y-6 xl:grid-cols-2">
          <Part title={texts.identity} hint={texts.identityHint}>
            <Facts
              rows={[
                [texts.kvnr, props.kvnr],
                [texts.birthDate, props.birthDate],
              ]}
            />
          </Part>
          <Part title={texts.contact}>
            <Facts
              rows={[
                [texts.phone, props.phone && <PhoneLink {...props.phone} />],
                [texts.email, props.email && <MailLink address={props.email} />],
                [texts.place, props.place],
                [texts.bookingCode, props.bookingCode],
              ]}
            />
          </Part>
        </div>
      </div>
    </article>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="text-base">{title}</h3>
      {hint !== undefined && <p className="text-sm text-ink-soft">{hint}</p>}
      <div className="mt-2">{children}</div>
    </section>
  );
}

/** Names and values; what was not given is not there. */
function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid gap-3">
      {rows.map(([term, description]) =>
        description === undefined ? null : (
          <div key={term}>
            <dt className="text-sm text-ink-soft">{term}</dt>
            <dd className="font-semibold">{description}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function PhoneLink({ display, e164 }: { display: string; e164: string }) {
  return (
    <a className="link" href={`tel:${e164}`}>
      {display}
    </a>
  );
}

function MailLink({ address }: { address: string }) {
  return (
    <a className="link wrap-anywhere" href={`mailto:${address}`}>
      {address}
    </a>
  );
}
