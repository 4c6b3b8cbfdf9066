import { parse, type Node } from 'acorn';
import { fullAncestor } from 'acorn-walk';
import type { CompatStatement, Identifier as Entry } from '@mdn/browser-compat-data';
import { entries, known, without } from './floor.ts';
import { namesMade, type NamesMade } from './names.ts';

interface Member extends Node {
  object: Node;
  property: Node;
  computed: boolean;
}

interface Call extends Node {
  callee: Node;
  arguments: Node[];
}

/** What stands behind a global name that begins small. */
const instances: Record<string, string> = {
  caches: 'CacheStorage',
  crypto: 'Crypto',
  document: 'Document',
  history: 'History',
  indexedDB: 'IDBFactory',
  localStorage: 'Storage',
  location: 'Location',
  navigator: 'Navigator',
  performance: 'Performance',
  speechSynthesis: 'SpeechSynthesis',
};
const globals: readonly string[] = ['window', 'self', 'globalThis'];

const { api } = known;
const { builtins } = known.javascript;
/** All that a name may be where it is not known whose it is: `at` is one of Array's, of String's, of the typed arrays'. */
const members = new Map<string, CompatStatement[]>();
for (const owner of [...entries(api), ...entries(builtins), ...entries(builtins?.['Intl'])])
  for (const [name, { __compat }] of Object.entries(owner) as [string, Entry][])
    if (name !== '__compat' && __compat) members.set(name, [...(members.get(name) ?? []), __compat]);

export interface Rules {
  sourceType?: 'module' | 'script';
  edition?: 5 | 2020;
  /** Names that may be used: each is asked for first, or is no name of the platform's; see allowed.ts. */
  allowed?: readonly string[];
}

/**
 * What a script needs that is above the floor: syntax, lookbehind (also in texts that become patterns), and what the platform has. A member of
 * something unknown counts when nothing at the floor has one of that name and the script has not made it.
 */
export function aboveFloor(code: string, { sourceType = 'module', edition = 2020, allowed = [] }: Rules = {}): string[] {
  let tree: Node;
  try {
    tree = parse(code, { ecmaVersion: edition, sourceType, allowAwaitOutsideFunction: false });
  } catch (error) {
    return [`syntax: ${(error as Error).message}`];
  }
  const found = new Set<string>();
  const made = namesMade(tree);
  fullAncestor(tree, (node, _, ancestors) => {
    const around = ancestors[ancestors.length - 2];
    if (/\(\?<[=!]/.test(textOf(node))) found.add(`lookbehind: ${textOf(node).slice(0, 60)}`);
    const [what, lacking] =
      node.type === 'Identifier'
        ? variable(node, around, made)
        : node.type === 'MemberExpression'
          ? member(node as Member, around, made)
          : [];
    if (what && lacking && lacking.length > 0 && !allowed.includes(what)) found.add(`${what}: not in ${lacking.join(', ')}`);
  });
  return [...found].sort();
}

type Asked = [what?: string, lacking?: string[]];

function variable(node: Node, around: Node | undefined, made: NamesMade): Asked {
  const name = nameIn(node)!;
  const isMember = around?.type === 'MemberExpression' && (around as Member).property === node && !(around as Member).computed;
  return isMember || made.variables.has(name) ? [] : [name, lackingIn(globalOf(name))];
}

function member(node: Member, around: Node | undefined, made: NamesMade): Asked {
  const name = node.computed ? valueIn(node.property) : nameIn(node.property);
  if (name === undefined) return [];
  const owner = globalIn(node.object, made.variables);
  const isCalled = around?.type === 'CallExpression' && (around as Call).callee === node;
  // Where an object has an event only above the floor, it may not take listeners below.
  const event = isCalled && name === 'addEventListener' ? valueIn((around as Call).arguments[0]!) : undefined;
  if (owner !== undefined) return [`${owner}.${name}`, lackingIn(memberOf(owner, event ? `${event}_event` : name))];
  if ((isCalled ? made.methods : made.properties).has(name)) return [];
  const lacking = (members.get(name) ?? []).map(without);
  return lacking.every(engines => engines.length > 0) ? [`.${name}`, lacking[0]] : [];
}

const lackingIn = (entry: Entry | undefined): string[] => (entry?.__compat ? without(entry.__compat) : []);

const globalOf = (name: string): Entry | undefined => at(builtins, name) ?? at(api, name) ?? at(at(api, 'Window'), name);

function memberOf(owner: string, name: string): Entry | undefined {
  if (globals.includes(owner)) return globalOf(name);
  const instance = instances[owner];
  return instance ? at(at(api, instance), name) : (at(at(builtins, owner), name) ?? at(at(api, owner), `${name}_static`));
}

const at = (of: Entry | undefined, name: string): Entry | undefined =>
  of && Object.prototype.hasOwnProperty.call(of, name) ? (of[name] as Entry) : undefined;

/** `navigator` of `navigator` and of `window.navigator`; undefined for what the script has made, and for what comes from a call. */
function globalIn(node: Node, variables: ReadonlySet<string>): string | undefined {
  const chain = node.type === 'ChainExpression' ? (node as unknown as { expression: Node }).expression : node;
  const { object, property } = chain as Member;
  const name = chain.type === 'MemberExpression' && globals.includes(nameIn(object) ?? '') ? nameIn(property) : nameIn(chain);
  if (name === undefined || variables.has(name)) return undefined;
  return globals.includes(name) || globalOf(name) ? name : undefined;
}

const nameIn = (node: Node): string | undefined => (node.type === 'Identifier' ? (node as Node & { name: string }).name : undefined);

const valueIn = (node: Node): string | undefined => {
  const { value } = node as Node & { value?: unknown };
  return typeof value === 'string' ? value : undefined;
};

/** A pattern as it is written, or a text, which may become one. */
function textOf(node: Node): string {
  const { regex, value } = node as Node & { regex?: { pattern: string }; value?: string | { cooked?: string } };
  if (node.type === 'TemplateElement') return (value as { cooked?: string }).cooked ?? '';
  return node.type === 'Literal' ? (regex?.pattern ?? valueIn(node) ?? '') : '';
}
