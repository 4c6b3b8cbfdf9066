import { useState } from 'preact/hooks';
import { whenExactly } from '../text/format.ts';
import { languages, said, t, type Key } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import type { WireBulletin, WireBulletinText } from '../wire.ts';
import { emergency, sourceOf, textIn } from './news.ts';
import { Card, Listen } from './Media.tsx';

/** Why a bulletin is not to be passed on any more, in words that cannot be misread. */
export function StateCard({ bulletin, posted }: { bulletin: WireBulletin; posted?: boolean }) {
  if (bulletin.state === 'valid') return null;
  return (
    <p class={bulletin.state === 'cleared' ? 'card' : 'card bad'} role="status">
      <Icon name={bulletin.state === 'cleared' ? 'check' : 'ban'} />
      <span>
        <b>{t(`bulletin.${bulletin.state}` as Key)}</b> {posted && bulletin.state !== 'cleared' && t('bulletin.takeDown')}
      </span>
    </p>
  );
}

export const Urgent = () => (
  <span class="tag bad urgent">
    <Icon name="urgent" />
    {t('bulletin.urgent')}
  </span>
);

/** A bulletin's words in a chosen language, to read, read out and listen to. */
export function Words({
  bulletin,
  language,
  card,
  onText,
}: {
  bulletin: WireBulletin;
  language: string;
  card?: boolean;
  onText?: (text: WireBulletinText) => void;
}) {
  const [wanted, setWanted] = useState(language);
  const text = textIn(bulletin, wanted);
  return (
    <div class="words">
      <div class="chips" role="group" aria-label={t('me.language')}>
        {languages
          .filter(({ code }) => bulletin.texts.some(known => known.language === code))
          .map(({ code, name }) => (
            <button
              key={code}
              type="button"
              class="chip"
              lang={code}
              aria-pressed={text.language === code}
              onClick={() => {
                setWanted(code);
                onText?.(textIn(bulletin, code));
              }}
            >
              {name}
            </button>
          ))}
        <Listen key={text.language} text={text} />
      </div>
      <div class="notice-text" lang={text.language}>
        <b>{text.title}</b>
        <p>{text.body}</p>
      </div>
      {text.needsReview && <p class="hint">{t('guide.review')}</p>}
      {card && <Card id={text.cardId} alt={text.title} />}
      <Facts bulletin={bulletin} />
    </div>
  );
}

export function Facts({ bulletin }: { bulletin: WireBulletin }) {
  return (
    <ul class="facts">
      <li>
        <Icon name={bulletin.icon} />
        {said(bulletin.kindName) || t('nav.news')}
      </li>
      {bulletin.urgency === emergency && (
        <li>
          <Urgent />
        </li>
      )}
      <li>
        <Icon name="building-community" />
        {sourceOf(bulletin)}
      </li>
      <li class="figures">
        <Icon name="clock" />
        {t('bulletin.until', { when: whenExactly(Date.parse(bulletin.validTo)) })}
      </li>
    </ul>
  );
}
