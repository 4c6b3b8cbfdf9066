import { useState } from 'preact/hooks';
import { said, t } from '../text/text.ts';
import { Choice, TextField } from '../ui/Fields.tsx';
import { act, current, mutation } from '../ui/session.ts';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { Guid } from '../wire.ts';

const marks = ['1', '2', '3', '4', '5'].map(text => ({ value: text, text }));

/** What somebody who was there thinks of the class: three taps and, if they like, a word. The words come with the classes. */
export function Rate({ classId }: { classId: Guid }) {
  const { rating } = current.value.store.training.value;
  const [given, give] = useState<readonly string[]>([]);
  const [remark, write] = useState('');
  if (!rating) return null;
  const send = async (): Promise<void> => {
    const [content, clarity, trainer] = given.map(Number) as [number, number, number];
    try {
      await act([mutation('class.rate', { rating: { classId, content, clarity, trainer, remark: remark.trim() || null } })]);
      say(t('saved'));
    } catch (error) {
      say(sentence(error), { tone: 'bad' });
    }
  };
  return (
    <section class="form">
      <h2>{said(rating.title)}</h2>
      {rating.questions.map((question, i) => (
        <Choice
          key={i}
          label={said(question)}
          options={marks}
          value={given[i] ?? null}
          onChange={mark => give(rating.questions.map((_, at) => (at === i ? mark : (given[at] ?? ''))))}
        />
      ))}
      <TextField label={said(rating.remark)} help={said(rating.help)} value={remark} most={300} rows={2} onChange={write} />
      <button type="button" class="second wide" disabled={!rating.questions.every((_, i) => given[i])} onClick={() => void send()}>
        {t('help.send')}
      </button>
    </section>
  );
}
