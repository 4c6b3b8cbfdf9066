import { act, mutation } from '../ui/session.ts';
import { say } from '../ui/Toast.tsx';
import { sentence } from '../ui/trouble.ts';
import type { Kind, Mutation } from '../wire.ts';

/** Says it to the store and to the member; true when it is kept. */
export async function tell(kind: Kind, body: Partial<Mutation>, word: string): Promise<boolean> {
  try {
    await act([mutation(kind, body)]);
    say(word);
    return true;
  } catch (error) {
    say(sentence(error), { tone: 'bad' });
    return false;
  }
}
