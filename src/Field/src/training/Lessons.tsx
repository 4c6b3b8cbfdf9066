import { useState } from 'preact/hooks';
import { GuideSheet } from '../guides/GuideSheet.tsx';
import { cleanPicture } from '../guides/picture.ts';
import { hush } from '../guides/speech.ts';
import { Voice } from '../guides/Voice.tsx';
import { language, said, t } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { act, current, mutation } from '../ui/session.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { WireLesson } from '../wire.ts';
import { hasRead } from './training.ts';

/** What a member can learn alone, between two doors: lessons of two minutes, and the guide of each service. */
export function Lessons() {
  const { store, member } = current.value;
  const [open, show] = useState('');
  const lessons = store.lessons.value;
  const services = store.view.value.territory.services.filter(
    service => service.active && store.guides.value.some(guide => guide.serviceId === service.id),
  );
  const isRead = (code: string): boolean => hasRead(store.training.value, code, member.id, store.items.value);
  const close = (): void => show('');
  const read = (): void => {
    if (!isRead(open)) act([mutation('lesson.read', { lesson: { code: open } })]).catch(error => say(sentence(error), { tone: 'bad' }));
    close();
  };
  const lesson = lessons.find(({ code }) => code === open);
  const service = services.find(({ code }) => code === open);
  return (
    <section>
      <h2>{t('training.lessons')}</h2>
      <ul class="list">
        {[...lessons, ...services].map(one => (
          <li key={one.code}>
            <button type="button" class="row" onClick={() => show(one.code)}>
              <Icon name={'icon' in one ? one.icon : 'school'} />
              <span class="grow">
                <b>{said(one.name)}</b>
                {isRead(one.code) && <small> {t('training.isRead')}</small>}
              </span>
              <Icon name={isRead(one.code) ? 'check' : 'chevron-right'} />
            </button>
          </li>
        ))}
      </ul>
      {lesson && <LessonSheet lesson={lesson} onRead={read} onClose={close} />}
      {service && <GuideSheet serviceId={service.id} language={language.value} onRead={read} onClose={close} />}
    </section>
  );
}

function LessonSheet({ lesson, onRead, onClose }: { lesson: WireLesson; onRead: () => void; onClose: () => void }) {
  const [at, turn] = useState(0);
  const [spoken, speakIn] = useState(language.value);
  const card = lesson.cards[at]!;
  const last = at + 1 === lesson.cards.length;
  const text = said(card.text, spoken);
  return (
    <Sheet title={said(lesson.name, spoken)} whole onClose={onClose}>
      <Voice spoken={spoken} text={text} onSpeak={speakIn} />
      {lesson.review.includes(spoken) && (
        <p class="hint" lang={spoken}>
          {t('guide.review')}
        </p>
      )}
      <div class="picture" dangerouslySetInnerHTML={{ __html: cleanPicture(card.picture) }} />
      <p class="question" lang={spoken} aria-live="polite">
        {text}
      </p>
      <button
        type="button"
        class="main"
        onClick={() => {
          hush();
          if (last) onRead();
          else turn(at + 1);
        }}
      >
        {last ? t('training.isRead') : `${t('training.test.next')} ${at + 1}/${lesson.cards.length}`}
      </button>
    </Sheet>
  );
}
