type ChosenTopic = {
  name: string;
  /** Absent for the only one */
  remove?: { href: string; label: string /** The whole of it, for ears */; name: string };
};

/** What an appointment is about so far, each with the way to leave it out, and how long it takes together. */
export function ChosenTopics(props: { title: string; duration: string; topics: readonly ChosenTopic[] }) {
  return (
    <section aria-labelledby="gewaehlte-themen" className="max-w-form">
      <h2 id="gewaehlte-themen" className="mb-2.5 text-lg">
        {props.title}
      </h2>
      <ul className="border-t border-line">
        {props.topics.map(({ name, remove }) => (
          <li key={name} className="flex items-center justify-between gap-4 border-b border-line py-1.5">
            <span className="min-w-0 py-1.5 font-semibold">{name}</span>
            {remove !== undefined && (
              <a
                href={remove.href}
                aria-label={remove.name}
                className="link inline-flex min-h-target shrink-0 items-center px-1"
              >
                {remove.label}
              </a>
            )}
          </li>
        ))}
      </ul>
      <p className="mt-2 text-ink-soft">{props.duration}</p>
    </section>
  );
}
