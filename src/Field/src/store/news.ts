import type { Mutation, WireHelp, WireNews, WireRelay } from '../wire.ts';

export const emptyNews: WireNews = { bulletins: [], relays: [], tellings: [], help: [], groups: [] };

/** The news after one thing done here; doing it twice changes nothing more. */
export function newsAfter(before: WireNews, mutation: Mutation, by: string): WireNews {
  switch (mutation.kind) {
    case 'relay.posted':
    case 'relay.undo':
    case 'relay.handover':
      return {
        ...before,
        relays: before.relays.map(relay => (relay.id === mutation.relay!.relayId ? relayAfter(relay, mutation) : relay)),
      };
    case 'bulletin.told': {
      const { bulletinId, householdId } = mutation.telling!;
      return {
        ...before,
        tellings: before.tellings.map(telling =>
          telling.bulletinId === bulletinId ? { ...telling, households: telling.households.filter(id => id !== householdId) } : telling,
        ),
      };
    }
    case 'notice.answer': {
      const { bulletinId, householdId, acted } = mutation.answer!;
      return {
        ...before,
        asked: before.asked?.map(asked =>
          asked.bulletinId === bulletinId
            ? { ...asked, households: asked.households.map(known => (known.householdId === householdId ? { householdId, acted } : known)) }
            : asked,
        ),
      };
    }
    case 'help.add':
      return before.help.some(request => request.id === mutation.help!.id)
        ? before
        : { ...before, help: [...before.help, helpOf(mutation)] };
    case 'question.ask':
      return before.questions?.some(known => known.id === mutation.question!.id)
        ? {
            ...before,
            questions: before.questions.map(known => (known.id === mutation.question!.id ? askedAgain(known, mutation) : known)),
          }
        : { ...before, questions: [...(before.questions ?? []), helpOf(mutation)] };
    case 'help.answer':
    case 'help.close':
      return {
        ...before,
        help: before.help.map(request => (request.id === mutation.help!.id ? helpAfter(request, mutation, by) : request)),
      };
    default:
      return before;
  }
}

function relayAfter(relay: WireRelay, mutation: Mutation): WireRelay {
  switch (mutation.kind) {
    case 'relay.posted': {
      const proofId = mutation.relay!.proofId ?? relay.proofId;
      // Of two posts the earlier one stands, as on the server.
      if (relay.state === 'posted' && relay.postedAt! <= mutation.at) return { ...relay, proofId };
      return { ...relay, state: 'posted', postedAt: mutation.at, postedBy: mutation.memberId, proofId };
    }
    case 'relay.undo':
      return { ...relay, state: 'open', postedAt: null, postedBy: null, proofId: null };
    default:
      return { ...relay, memberId: mutation.relay!.toMemberId ?? null };
  }
}

/** What the server promises unless it is told otherwise; its own word comes with the next pull. */
const answerTime = 86_400_000;

function helpOf({ id, at, memberId, help: heard, question }: Mutation): WireHelp {
  const help = { ...heard, ...question };
  return {
    id: help.id!,
    code: '',
    from: question ? 'member' : 'door',
    name: help.name,
    phone: help.phone,
    householdId: help.householdId,
    memberId,
    language: help.language ?? 'vi',
    state: 'open',
    at,
    dueAt: new Date(Date.parse(at) + answerTime).toISOString(),
    messages: [{ id, at, incoming: true, text: help.text ?? '', by: help.name }],
  };
}

/** The same question again says more about it, and opens it. */
function askedAgain(asked: WireHelp, { id, at, question }: Mutation): WireHelp {
  if (asked.messages.some(known => known.id === id)) return asked;
  const state = asked.state === 'answered' ? 'open' : asked.state;
  return { ...asked, state, messages: [...asked.messages, { id, at, incoming: true, text: question!.text, by: asked.name }] };
}

function helpAfter(request: WireHelp, { id, at, kind, help }: Mutation, by: string): WireHelp {
  const said = help!.text && !request.messages.some(known => known.id === id);
  const messages = said ? [...request.messages, { id, at, incoming: false, text: help!.text!, by }] : request.messages;
  if (kind === 'help.close') return { ...request, messages, state: 'closed', closedAt: request.closedAt ?? at };
  return { ...request, messages, state: request.state === 'closed' ? 'closed' : 'answered' };
}
