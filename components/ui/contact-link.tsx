/** A phone number that one can press. Never breaks within the number. */
export function PhoneLink({ phone }: { phone: { e164: string; display: string } }) {
  return (
    <a href={`tel:${phone.e164}`} className="link whitespace-nowrap tabular-nums">
      {phone.display}
    </a>
  );
}

export function MailLink({ address, subject }: { address: string; subject?: string }) {
  const query = subject === undefined ? '' : `?subject=${encodeURIComponent(subject)}`;
  return (
    <a href={`mailto:${address}${query}`} className="link break-words">
      {address}
    </a>
  );
}
