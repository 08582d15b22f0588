import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findOffer } from '#lib/booking/waiting-list/find-offer.ts';
import { listFreeTimes } from '#lib/booking/free-times/list-free-times.ts';
import { listWishOptions } from '#lib/booking/free-times/list-wish-options.ts';
import { closeDatabase } from '#lib/platform/db.ts';
import { seedDemo } from '#prisma/seed/demo.ts';
import { setClock } from '#tests/setup/clock.ts';
import { emptyTables } from '#tests/setup/databases.ts';
import { change } from './resources.ts';
import { tuesday } from './world.ts';

beforeAll(async () => {
  await emptyTables();
  await setClock(tuesday);
  await seedDemo();
});
afterAll(closeDatabase);

describe('what is offered together (BK10)', () => {
  const slugs = (list: readonly { slug: string }[] | undefined) => list?.map(({ slug }) => slug);

  it('one topic alone has all its ways, and what can be added', async () => {
    const offer = await findOffer(['reha']);
    expect(offer?.channels).toEqual(['on_site', 'phone']);
    expect(slugs(offer?.centers)).toEqual(['bonn', 'koeln', 'muenchen']);
    expect(slugs(offer?.further)).toContain('hilfsmittel');
    expect(slugs(offer?.further)).not.toContain('reha');
  });

  it('several have the ways that all of them have, where one person advises on all', async () => {
    const offer = await findOffer(['reha', 'mitgliedschaft', 'krankengeld']);
    expect(slugs(offer?.services)).toEqual(['reha', 'mitgliedschaft', 'krankengeld']);
    expect(offer?.duration).toBe(45 + 30 + 30);
    expect(offer?.channels).toEqual(['on_site', 'phone']);
    expect(slugs(offer?.centers)).toEqual(['koeln', 'muenchen']);
    expect(offer?.further).toEqual([]);
  });

  it('whatever is offered as a further topic has an offer together with the others, and times', async () => {
    for (const first of ['allgemeine-beratung', 'pflegegrad', 'hilfsmittel', 'krankengeld', 'mitgliedschaft', 'reha']) {
      for (const { slug } of (await findOffer([first]))?.further ?? []) {
        const offer = await findOffer([first, slug]);
        expect(slugs(offer?.services)).toEqual([first, slug]);
        const [channel = 'video'] = offer?.channels ?? [];
        const center = channel === 'on_site' ? offer?.centers[0]?.slug : undefined;
        const free = await listFreeTimes({ service: first, further: [slug], channel, center, limit: 1 });
        expect({ first, slug, times: free.ok && free.times.length }).toEqual({ first, slug, times: 1 });
      }
    }
  });

  it.each([
    [[]],
    [['gibt-es-nicht']],
    [['reha', 'gibt-es-nicht']],
    [['allgemeine-beratung', 'reha']],
    [['a', 'b', 'c', 'd']],
  ])('is nothing for %o', async (wanted) => {
    expect(await findOffer(wanted)).toBeNull();
  });

  it('a group session goes with nothing else', async () => {
    await change(`UPDATE service SET group_size = 8, channels = '{on_site}' WHERE slug = 'reha'`);
    expect(slugs((await findOffer(['reha']))?.services)).toEqual(['reha']);
    expect((await findOffer(['reha']))?.further).toEqual([]);
    expect(slugs((await findOffer(['hilfsmittel']))?.further)).not.toContain('reha');
    expect(await findOffer(['hilfsmittel', 'reha'])).toBeNull();
    await change(`UPDATE service SET group_size = NULL, channels = '{on_site,video,phone}' WHERE slug = 'reha'`);
  });
});

describe('what there is to wish for (BK9)', () => {
  it('is what advisors, interpreters and rooms of the choice have, and nothing that leads nowhere', async () => {
    const at = (channel: 'on_site' | 'video' | 'phone', center?: string) =>
      listWishOptions({ service: 'hilfsmittel', channel, center });
    const cologne = await at('on_site', 'koeln');
    expect(cologne.advisors.map(({ label }) => label)).toEqual(['Frau Yıldız', 'Herr Brandt']);
    expect(cologne).toMatchObject({ languages: ['tr'], interpreters: ['sign:dgs'], stepFree: true });
    expect((await at('video')).interpreters).toEqual(['sign:dgs']);
    expect(await at('phone')).toMatchObject({ interpreters: [], stepFree: false });
    for (const language of (await at('video')).languages) {
      const free = await listFreeTimes({ service: 'hilfsmittel', channel: 'video', wishes: { language }, limit: 1 });
      expect(free.ok && free.times.length, language).toBe(1);
    }
  });

  it('of several topics is what those have who advise on all of them', async () => {
    const both = { service: 'hilfsmittel', further: ['reha'], channel: 'phone' as const };
    const { advisors } = await listWishOptions(both);
    expect(advisors.map(({ label }) => label)).toEqual(['Frau Dr. Nowak-Lindqvist', 'Herr Brandt', 'Herr Okonkwo']);
  });
});
