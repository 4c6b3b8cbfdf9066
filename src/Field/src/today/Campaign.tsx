import { useState } from 'preact/hooks';
import { GuideSheet } from '../guides/GuideSheet.tsx';
import { dayOf, numberOfDay } from '../store/clock.ts';
import { language, said, t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { go } from '../ui/route.ts';
import { current } from '../ui/session.ts';
import type { Guid, WireMaterial } from '../wire.ts';
import { campaignsOn } from './campaigns.ts';

/** What my team takes along today: what to say at the door, the guides and the notices. */
export function CampaignCards() {
  const { store, member } = current.value;
  const [guide, open] = useState<Guid | null>(null);
  const today = dayOf(now());
  const own = store.view.value.territory.members.find(known => known.id === member.id);
  const mine = own ? campaignsOn(store.campaigns.value, own, today) : [];
  const line = ({ kind, id, title, link }: WireMaterial) => {
    const words = (
      <>
        <Icon name={kind === 'guide' ? 'book-2' : 'speakerphone'} />
        <b class="grow">{said(title)}</b>
        <Icon name="chevron-right" />
      </>
    );
    const here =
      kind === 'guide' ? () => open(id) : store.view.value.news.bulletins.some(known => known.id === id) && (() => go(`bulletin/${id}`));
    return (
      <li key={id}>
        {here ? (
          <button type="button" class="row" onClick={here}>
            {words}
          </button>
        ) : (
          <a class="second wide link" href={link!} target="_blank" rel="noreferrer">
            {words}
          </a>
        )}
      </li>
    );
  };
  return (
    <>
      {mine.map(({ id, name, from, to, talk, points, material }) => (
        <section key={id} class="card column">
          <details>
            <summary>
              <b>{name}</b> <small class="figures">{t('campaign.day', { n: nth(from, today), m: nth(from, to) })}</small>
            </summary>
            <p class="lines">{said(talk)}</p>
            <ul>
              {points.map(point => (
                <li key={said(point)} class="lines">
                  {said(point)}
                </li>
              ))}
            </ul>
            <ul class="list">{material.map(line)}</ul>
          </details>
        </section>
      ))}
      {guide && <GuideSheet serviceId={guide} language={language.value} onClose={() => open(null)} />}
    </>
  );
}

const nth = (from: string, day: string): number => numberOfDay(day) - numberOfDay(from) + 1;
