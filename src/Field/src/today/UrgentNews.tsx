import { BulletinRow } from '../news/News.tsx';
import { newsFor, waiting } from '../news/news.ts';
import { number } from '../text/format.ts';
import { t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { go } from '../ui/route.ts';
import { current } from '../ui/session.ts';

/** What cannot wait until somebody opens the tab. */
export function UrgentNews() {
  const { store, member } = current.value;
  const news = newsFor(store.view.value, member.id, now());
  const due = waiting(news, member.id);
  return (
    <>
      {news.urgent.length > 0 && (
        <ul class="list alarms">
          {news.urgent.map(bulletin => (
            <BulletinRow key={bulletin.id} bulletin={bulletin} />
          ))}
        </ul>
      )}
      {due > 0 && (
        <button type="button" class="card due" onClick={() => go('news')}>
          <Icon name="speakerphone" />
          <span class="grow">{t('today.news', { n: number(due) })}</span>
          <Icon name="chevron-right" />
        </button>
      )}
    </>
  );
}
