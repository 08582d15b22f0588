/** Two chairs at a table by a window, early. The one drawing of the start page: lines and two tints, no photograph. */
export function QuietMorning() {
  return (
    <svg
      viewBox="8 8 496 348"
      fill="none"
      stroke="currentColor"
      strokeWidth={2.25}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="w-full text-ink-soft max-md:mx-auto max-md:max-w-[420px] print:hidden"
    >
      <Window />
      <Chair />
      <g transform="matrix(-1 0 0 1 480 0)">
        <Chair />
      </g>
      <Table />
      <Plant />
      <path d="M16 344h480" className="stroke-edge" />
    </svg>
  );
}

function Window() {
  return (
    <g>
      <path d="M148 190V62c0-22 40-40 92-40s92 18 92 40v128z" className="fill-surface" />
      <path d="M198 158a42 42 0 0 1 84 0" className="fill-accent-soft stroke-accent" />
      <path d="M240 100V88M199 117l-8-8M281 117l8-8M182 150l-11-3M298 150l11-3" className="stroke-accent" />
      <path d="M149 168c22-12 40-14 62-8s46 8 66 0 36-10 54-6v35H149z" className="fill-accent-soft stroke-accent" />
      <path d="M148 190V62c0-22 40-40 92-40s92 18 92 40v128zM240 22v168M148 116h184" />
      <path d="M136 190h208v9H136z" className="fill-surface" />
    </g>
  );
}

function Chair() {
  return (
    <g>
      <path d="M62 196c-2-13 6-21 17-21s18 6 20 18l9 66H71z" className="fill-accent-soft" />
      <path d="M62 259h86c8 0 13 5 13 12s-5 12-13 12H74c-7 0-11-4-12-11z" className="fill-surface" />
      <path d="M78 283l-9 61M146 283l8 61M73 318h78" />
    </g>
  );
}

function Table() {
  return (
    <g>
      <path d="M184 250h112" strokeWidth={3} className="stroke-ink" />
      <path d="M240 250v94M214 344c4-10 14-15 26-15s22 5 26 15" />
      <path d="M198 232h20v10c0 5-3 8-8 8h-4c-5 0-8-3-8-8zM218 235h4c4 0 4 8-1 8h-3" className="fill-surface" />
      <path d="M262 232h20v10c0 5-3 8-8 8h-4c-5 0-8-3-8-8zM262 235h-4c-4 0-4 8 1 8h3" className="fill-surface" />
      <path
        d="M205 225c-3-4 3-6 0-11M211 225c-3-4 3-6 0-11M269 225c-3-4 3-6 0-11M275 225c-3-4 3-6 0-11"
        className="stroke-edge"
        strokeWidth={1.75}
      />
    </g>
  );
}

function Plant() {
  return (
    <g transform="translate(30 0)">
      <path d="M420 344l-5-34h38l-5 34z" className="fill-surface" />
      <path d="M434 310c0-30-1-50 2-78" className="stroke-accent" />
      <path
        d="M434 286c-15 0-24-8-26-24 16 1 25 9 26 24zM435 268c13-1 22-9 23-25-15 2-23 10-23 25zM436 246c-11-3-17-12-15-27 12 5 17 14 15 27z"
        className="fill-accent-soft stroke-accent"
      />
    </g>
  );
}

/** The place of a video: a screen, a person, hands that move. */
export function SigningPerson() {
  return (
    <svg
      viewBox="0 0 320 180"
      fill="none"
      stroke="currentColor"
      strokeWidth={2.25}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className="my-5 w-full max-w-[360px] rounded-md bg-sunken text-ink-soft"
    >
      <path d="M160 34a23 23 0 1 0 0 46 23 23 0 0 0 0-46z" className="fill-surface" />
      <path d="M104 179c0-46 20-78 56-78s56 32 56 78" className="fill-accent-soft" />
      <path d="M112 146c-14 0-22-9-24-26l-5-27M208 146c14 0 22-9 24-26l5-27" />
      <path
        d="M83 93c-6-8-7-17-3-20 4-2 7 2 8 8 0-9 2-14 6-14s6 5 5 14c2-6 5-9 8-7 4 3 1 12-5 20-4 5-14 6-19-1zM237 93c6-8 7-17 3-20-4-2-7 2-8 8 0-9-2-14-6-14s-6 5-5 14c-2-6-5-9-8-7-4 3-1 12 5 20 4 5 14 6 19-1z"
        className="fill-surface"
      />
      <path
        d="M62 58c5-12 14-20 26-23M258 58c-5-12-14-20-26-23M52 76c0-4 0-7 1-10M268 76c0-4 0-7-1-10"
        className="stroke-accent"
      />
    </svg>
  );
}
