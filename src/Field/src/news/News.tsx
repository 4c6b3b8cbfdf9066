import { useState } from 'preact/hooks';
import { HelpRow } from '../help/HelpRow.tsx';
import { number, whenExactly } from '../text/format.ts';
import { language, t, type Key } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { go } from '../ui/route.ts';
import { Screen } from '../ui/Screen.tsx';
import { current } from '../ui/session.ts';
import { WaterCard } from '../water/WaterCard.tsx';
import type { WireBulletin } from '../wire.ts';
import { emergency, newsFor, textIn } from './news.ts';
import { Notices } from './Notices.tsx';
import { RelayRow } from './RelayRow.tsx';
import { Urgent } from './Words.tsx';

const fewest = 8;

/** What is to be posted, what is to be known, who asks for help; what has ended lies folded below. */
export function News() {
  const { store, member } = current.value;
  const news = newsFor(store.view.value, member.id, now());
  const nothing = news.due.length + news.done.length + news.current.length + news.old.length + news.help.length + news.helped.length === 0;
  return (
    <Screen title={t('nav.news')} under={t('news.under', { due: number(news.due.length), help: number(news.help.length) })}>
      <Notices />
      <WaterCard />
      {nothing && (
        <p class="empty tall">
          <Icon name="speakerphone" big />
          {t('news.none')}
        </p>
      )}
      <Section title={t('news.due')} tone="due" items={news.due} draw={relay => <RelayRow key={relay.id} relay={relay} />} />
      <Section title={t('news.current')} items={news.current} draw={bulletin => <BulletinRow key={bulletin.id} bulletin={bulletin} />} />
      <Section title={t('news.help')} items={news.help} draw={request => <HelpRow key={request.id} request={request} />} />
      <Section title={t('news.done')} folded items={news.done} draw={relay => <RelayRow key={relay.id} relay={relay} />} />
      <Section title={t('news.helped')} folded items={news.helped} draw={request => <HelpRow key={request.id} request={request} />} />
      <Section title={t('news.old')} folded items={news.old} draw={bulletin => <BulletinRow key={bulletin.id} bulletin={bulletin} />} />
    </Screen>
  );
}

function Section<T>({
  title,
  tone,
  folded,
  items,
  draw,
}: {
  title: string;
  tone?: string;
  folded?: boolean;
  items: T[];
  draw: (item: T) => preact.ComponentChild;
}) {
  const [shown, show] = useState(folded ? 0 : fewest);
  if (items.length === 0) return null;
  const name = `${title} (${number(items.length)})`;
  return (
    <section>
      {folded ? (
        <button type="button" class="heading" aria-expanded={shown > 0} onClick={() => show(shown > 0 ? 0 : fewest)}>
          <h2 class="grow">{name}</h2>
          <Icon name="chevron-right" />
        </button>
      ) : (
        <h2 class={tone}>{name}</h2>
      )}
      {shown > 0 && <ul class="list">{items.slice(0, shown).map(draw)}</ul>}
      {shown > 0 && items.length > shown && (
        <button type="button" class="second wide" onClick={() => show(shown + 30)}>
          {t('more', { n: number(items.length - shown) })}
        </button>
      )}
    </section>
  );
}

export function BulletinRow({ bulletin }: { bulletin: WireBulletin }) {
  const text = textIn(bulletin, language.value);
  return (
    <li>
      <button
        type="button"
        class={bulletin.urgency === emergency && bulletin.state === 'valid' ? 'row alarm' : 'row'}
        onClick={() => go(`bulletin/${bulletin.id}`)}
      >
        <Icon name={bulletin.icon} />
        <span class="grow">
          {bulletin.urgency === emergency && bulletin.state === 'valid' && <Urgent />}
          <b lang={text.language}>{text.title}</b>
          <small class="figures">
            {bulletin.source} ·{' '}
            {bulletin.state === 'valid'
              ? t('bulletin.until', { when: whenExactly(Date.parse(bulletin.validTo)) })
              : t(`bulletin.${bulletin.state}.short` as Key)}
          </small>
        </span>
        <Icon name="chevron-right" />
      </button>
    </li>
  );
}
