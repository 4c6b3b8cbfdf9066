// Holds src/wire.ts to docs/api/openapi.json: `npm run check` writes the contract's types and compiles this file, so that neither side can move alone.
import type { components } from '../node_modules/.cache/wire.generated.ts';
import type * as Wire from '../src/wire.ts';

type Schemas = components['schemas'];

/** The server also reads numbers written as strings, so the contract says "number or string"; it writes, and we send, only numbers. */
type Plain<T> = [Extract<T, number>] extends [never] ? Inner<T> : Exclude<T, string>;
type Inner<T> = T extends readonly (infer E)[] ? Plain<E>[] : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;

/** The contract knows a stage as an integer, and a result and a kind as text; ours are narrower on purpose. */
type Widened<T> = T extends readonly (infer E)[]
  ? Widened<E>[]
  : T extends object
    ? { [K in keyof T]: K extends 'stage' ? (T[K] extends number ? number : T[K]) : K extends 'result' | 'kind' ? string : Widened<T[K]> }
    : T;

type Fits<A extends B, B> = A;

/** What the server sends has all that we read. */
export type Received = [
  Fits<Plain<Schemas['PullResponse']>, Widened<Wire.PullResponse>>,
  Fits<Plain<Schemas['PushResponse']>, Widened<Wire.PushResponse>>,
  Fits<Plain<Schemas['GuidesResponse']>, Widened<Wire.GuidesResponse>>,
  Fits<Plain<Schemas['WorkResponse']>, Widened<Wire.WorkResponse>>,
  Fits<Plain<Schemas['EnrolResponse']>, Widened<Wire.EnrolResponse>>,
  Fits<Plain<Schemas['EnrolmentCodeResponse']>, Widened<Wire.EnrolmentCodeResponse>>,
  Fits<Plain<Schemas['MediaReceived']>, Widened<Wire.MediaReceived>>,
  Fits<Plain<Schemas['WireDevice']>, Widened<Wire.WireDevice>>,
];

/** What we send has all that the server needs, and no field that it does not know. */
export type Sent = [
  Fits<Wire.PushRequest, Schemas['PushRequest']>,
  Fits<Wire.EnrolRequest, Schemas['EnrolRequest']>,
  Fits<Wire.EnrolmentCodeRequest, Schemas['EnrolmentCodeRequest']>,
  Fits<Wire.BadgeKeyRequest, Schemas['BadgeKeyRequest']>,
  Fits<Wire.CardsEnding, Schemas['CardsEnding']>,
  Fits<keyof Wire.PushVisit, keyof Schemas['PushVisit']>,
  Fits<keyof Wire.PushHousehold, keyof Schemas['PushHousehold']>,
  Fits<keyof Wire.PushPerson, keyof Schemas['PushPerson']>,
  Fits<keyof Wire.PushConsent, keyof Schemas['PushConsent']>,
  Fits<keyof Wire.PushLane, keyof Schemas['PushLane']>,
  Fits<keyof Wire.PushCrop, keyof Schemas['PushCrop']>,
  Fits<keyof Wire.PushRelay, keyof Schemas['PushRelay']>,
  Fits<keyof Wire.PushTelling, keyof Schemas['PushTelling']>,
  Fits<keyof Wire.PushContact, keyof Schemas['PushContact']>,
  Fits<keyof Wire.PushHelp, keyof Schemas['PushHelp']>,
  Fits<keyof Wire.PushSeason, keyof Schemas['PushSeason']>,
  Fits<keyof Wire.PushReading, keyof Schemas['PushReading']>,
  Fits<keyof Wire.PushAnswer, keyof Schemas['PushAnswer']>,
  Fits<keyof Wire.PushComing, keyof Schemas['PushComing']>,
  Fits<keyof Wire.PushTest, keyof Schemas['PushTest']>,
  Fits<keyof Wire.PushRating, keyof Schemas['PushRating']>,
  Fits<keyof Wire.PushLesson, keyof Schemas['PushLesson']>,
  Fits<keyof Wire.PushWork, keyof Schemas['PushWork']>,
  Fits<keyof Wire.PushGathering, keyof Schemas['PushGathering']>,
  Fits<keyof Wire.PushBooking, keyof Schemas['PushBooking']>,
  Fits<keyof Wire.Mutation, keyof Schemas['Mutation']>,
];
