import { useMemo, useState } from 'preact/hooks';
import { hush } from '../guides/speech.ts';
import { Voice } from '../guides/Voice.tsx';
import { language, said, t, type Language } from '../text/text.ts';
import { Icon } from '../ui/Icon.tsx';
import { Screen } from '../ui/Screen.tsx';
import { act, mutation } from '../ui/session.ts';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { WireClass, WireCourse } from '../wire.ts';
import { drawn } from './draw.ts';

/** A short test without a line: one question at a time, in the language one reads or hears best; what was wrong is explained at once. */
export function Test({ held, course, onDone }: { held: WireClass; course: WireCourse; onDone: () => void }) {
  // The id draws the questions, so it is there before the answers are.
  const [test] = useState(() => mutation('class.test', {}));
  const questions = useMemo(() => drawn(course, test.id), [course, test]);
  const [answers, answer] = useState<number[]>([]);
  const [at, turn] = useState(0);
  const [spoken, speakIn] = useState<Language>(language.value);
  const question = questions[at];
  const chosen = answers[at];
  const right = questions.filter((one, i) => answers[i] === one.right).length;

  const send = async (): Promise<void> => {
    try {
      // Stamped when it is done, under the id that it was drawn by.
      const done = { ...mutation('class.test', {}), id: test.id };
      await act([
        { ...done, test: { classId: held.id, answers: questions.map((one, i) => ({ question: one.code, option: answers[i]! })) } },
      ]);
      say(t('training.test.saved'));
      onDone();
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  const next = (): void => {
    hush();
    turn(at + 1);
  };
  if (!question)
    return (
      <Screen
        child
        wrap
        title={said(course.name)}
        onBack={() => turn(questions.length - 1)}
        action={
          <button type="button" class="main" onClick={() => void send()}>
            {t('training.test.send')}
          </button>
        }
      >
        <p class={`card ${right >= course.passRight ? 'good' : 'due'}`} role="status">
          <Icon name={right >= course.passRight ? 'circle-check' : 'school'} />
          <span class="grow">
            <b class="figures">{t('training.test.result', { right, asked: questions.length })}</b>{' '}
            {t(right >= course.passRight ? 'training.test.good' : 'training.test.learn')}
          </span>
        </p>
      </Screen>
    );
  const read = [said(question.text, spoken), ...question.options.map((option, i) => `${i + 1}. ${said(option, spoken)}`)].join('\n');
  return (
    <Screen
      child
      title={t('training.test.at', { n: at + 1, of: questions.length })}
      onBack={onDone}
      action={
        chosen !== undefined && (
          <button type="button" class="main" onClick={next}>
            {t('training.test.next')}
          </button>
        )
      }
    >
      <Voice spoken={spoken} text={chosen === undefined ? read : said(question.why, spoken)} onSpeak={speakIn} />
      <h2 class="question" lang={spoken}>
        {said(question.text, spoken)}
      </h2>
      <ul class="list options" lang={spoken}>
        {question.options.map((option, i) => (
          <li key={i}>
            <button
              type="button"
              class={`row ${chosen === undefined ? '' : i === question.right ? 'good' : i === chosen ? 'bad' : ''}`}
              disabled={chosen !== undefined}
              aria-pressed={chosen === i}
              onClick={() => answer(answers.concat(i))}
            >
              {chosen !== undefined && (i === question.right || i === chosen) && <Icon name={i === question.right ? 'check' : 'x'} />}
              <span class="grow">{said(option, spoken)}</span>
            </button>
          </li>
        ))}
      </ul>
      {chosen !== undefined && (
        <p class={`card ${chosen === question.right ? 'good' : 'due'}`} role="status" lang={spoken}>
          <span>
            <b>{t(chosen === question.right ? 'training.test.right' : 'training.test.wrong')}</b> {said(question.why, spoken)}
          </span>
        </p>
      )}
    </Screen>
  );
}
