import { useEffect, useState } from 'preact/hooks';
import { canScan, Scan } from '../enrol/Scan.tsx';
import { GuideSheet } from '../guides/GuideSheet.tsx';
import { clockTime, when } from '../text/format.ts';
import { language, said, t } from '../text/text.ts';
import { TextField } from '../ui/Fields.tsx';
import { Icon } from '../ui/Icon.tsx';
import { now } from '../ui/now.ts';
import { go, goInstead, route } from '../ui/route.ts';
import { Screen } from '../ui/Screen.tsx';
import { act, current, mutation } from '../ui/session.ts';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { Guid, WireClass } from '../wire.ts';
import { Lessons } from './Lessons.tsx';
import { Rate } from './Rate.tsx';
import { Test } from './Test.tsx';
import { courseOf, nextClass, standingIn, wallCode, type Standing } from './training.ts';
import './training.css';

/** The member's classes, or one of them. */
export function TrainingScreen({ id }: { id: string }) {
  const training = current.value.store.training.value;
  const held = training.classes.find(known => known.id === id);
  // Who was not invited may walk in: the wall brings the class's id.
  if (id) return <ClassScreen id={id} held={held} />;
  return (
    <Screen child title={t('training.title')}>
      {training.classes.length === 0 && (
        <p class="empty">
          <Icon name="school" big />
          {t('training.none')}
        </p>
      )}
      <ul class="list">
        {training.classes.map(one => (
          <ClassRow key={one.id} held={one} />
        ))}
      </ul>
      <Lessons />
    </Screen>
  );
}

function ClassRow({ held }: { held: WireClass }) {
  const { store, member } = current.value;
  const course = courseOf(store.training.value, held);
  const standing = standingIn(held, course, member.id, store.items.value);
  return (
    <li>
      <button type="button" class="row" onClick={() => go(`training/${held.id}`)}>
        <Icon name={standing.certificate ? 'certificate' : 'school'} />
        <span class="grow">
          <b>{course ? said(course.name) : held.course}</b>
          <small class="figures">
            {when(held.day)} {clockTime(held.starts)} · {held.place}
          </small>
          <small>{wordsOf(standing)}</small>
        </span>
        <Icon name="chevron-right" />
      </button>
    </li>
  );
}

function wordsOf({ came, best, certificate, waits }: Standing): string {
  const word = certificate
    ? t('training.certified', { number: certificate })
    : best?.passed
      ? t('training.passed', { right: best.right, asked: best.asked })
      : best
        ? t('training.failed', { right: best.right, asked: best.asked })
        : came
          ? t('training.came')
          : t('training.invited');
  return waits ? `${word} ${t('training.waits')}` : word;
}

function ClassScreen({ id, held }: { id: Guid; held: WireClass | undefined }) {
  const { store, member } = current.value;
  const [scanning, scan] = useState(false);
  const [typed, type] = useState('');
  const [testing, test] = useState(false);
  const [guide, open] = useState<Guid | null>(null);
  const course = held && courseOf(store.training.value, held);
  const standing = held && standingIn(held, course, member.id, store.items.value);
  const come = async (code: string): Promise<void> => {
    scan(false);
    try {
      await act([mutation('class.come', { coming: { classId: id, code } })]);
      say(t('training.came.saved'));
      type('');
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  const brought = wallCode(route.value.query.get('code') ?? '');
  useEffect(() => {
    // A camera outside of the app has opened the wall's address: that is the attendance itself.
    if (!brought) return;
    goInstead(`training/${id}`);
    if (!standing?.came) void come(brought);
  }, [brought]);

  if (testing && held && course) return <Test held={held} course={course} onDone={() => test(false)} />;
  const code = wallCode(typed);
  const mayCome = !held || (now() >= Date.parse(held.begins) && now() <= Date.parse(held.cameUntil));
  const mayTest =
    held && course && standing && now() >= Date.parse(held.begins) && now() <= Date.parse(held.testUntil) && !standing.best?.passed;
  return (
    <Screen
      child
      wrap
      title={course ? said(course.name) : t('training.title')}
      under={held && `${when(held.day)} ${clockTime(held.starts)} · ${held.place}`}
      action={
        mayTest &&
        standing.came && (
          <button type="button" class="main" onClick={() => test(true)}>
            {t(standing.best ? 'training.test.again' : 'training.test.begin')}
          </button>
        )
      }
    >
      {standing && (
        <p class={`card ${standing.certificate || standing.best?.passed ? 'good' : 'due'}`} role="status">
          <Icon name={standing.certificate ? 'certificate' : standing.best?.passed ? 'circle-check' : 'school'} />
          <span class="grow">
            {wordsOf(standing)}
            {standing.validTo && <small class="figures"> {t('training.until', { day: when(standing.validTo) })}</small>}
          </span>
        </p>
      )}
      {course && <p>{said(course.summary)}</p>}
      {held && <p class="hint">{t('training.by', { name: held.trainer })}</p>}
      {!standing?.came && !mayCome && <p class="hint">{t('training.come.when')}</p>}
      {!standing?.came && mayCome && (
        <form
          class="form"
          onSubmit={event => {
            event.preventDefault();
            if (code) void come(code);
          }}
        >
          <h2>{t('training.come')}</h2>
          {canScan() && (
            <button type="button" class="main" onClick={() => scan(true)}>
              <Icon name="qrcode" />
              {t('training.scan')}
            </button>
          )}
          <TextField label={t('training.code')} value={typed} most={8} help={t('training.code.help')} onChange={type} />
          <button type="submit" class="second wide" disabled={!code}>
            {t('training.come.send')}
          </button>
        </form>
      )}
      {held && standing?.came && !standing.rated && now() >= Date.parse(held.begins) && now() <= Date.parse(held.testUntil) && (
        <Rate classId={id} />
      )}
      {course && course.lessons.length > 0 && (
        <section>
          <h2>{t('training.lessons')}</h2>
          <ul class="list">
            {store.view.value.territory.services
              .filter(service => course.lessons.includes(service.id))
              .map(service => (
                <li key={service.id}>
                  <button type="button" class="row" onClick={() => open(service.id)}>
                    <Icon name={service.icon} />
                    <b class="grow">{said(service.name)}</b>
                    <Icon name="chevron-right" />
                  </button>
                </li>
              ))}
          </ul>
        </section>
      )}
      {guide && <GuideSheet serviceId={guide} language={language.value} onClose={() => open(null)} />}
      {scanning && <Scan read={wallCode} hint={t('training.scan.hint')} onCode={found => void come(found)} onClose={() => scan(false)} />}
    </Screen>
  );
}

/** On the first screen, while a class waits for the member. */
export function TrainingCard() {
  const { store, member } = current.value;
  const training = store.training.value;
  const held = nextClass(training, member.id, store.items.value, now());
  if (!held) return null;
  const course = courseOf(training, held);
  return (
    <button type="button" class="card due" onClick={() => go(`training/${held.id}`)}>
      <Icon name="school" />
      <span class="grow">
        {course ? said(course.name) : t('training.title')}
        <small class="figures">
          {' '}
          {when(held.day)} {clockTime(held.starts)} · {held.place}
        </small>
      </span>
      <Icon name="chevron-right" />
    </button>
  );
}
