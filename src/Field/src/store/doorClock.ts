import { instant, type Clock, type PhoneClocks } from './clock.ts';
import type { Mutation } from '../wire.ts';

/** Less than this is the line's delay as likely as the clock's error. */
const unsure = 5_000;
/** A phone's clock is off by seconds all the time; who sets it, or has it set by the network after a wrong day, moves it by more. */
const noticeable = 2 * 60_000;

/**
 * The time of what is done at a door: the phone's wall clock, put right by what the server's last answer showed. Setting the wall clock while the
 * app is open does not move it, and neither does setting it back while the app is closed.
 */
export class DoorClock {
  readonly #phone: PhoneClocks;
  #skew: number | null = null;
  /** The skew that was read from the store or learned last, to know a newer one. */
  #told: number | null = null;
  /** As they were at the last look; there was one whenever a skew is known. */
  #wall = 0;
  #ticks = 0;

  constructor(phone: PhoneClocks) {
    this.#phone = phone;
  }

  /** Milliseconds since 1970. */
  readonly now: Clock = () => {
    this.#look();
    return this.#wall + (this.#skew ?? 0);
  };

  /** For measuring durations only: whatever is done to the wall clock, these go on. */
  readonly ticks: Clock = () => this.#phone.ticks();

  /** Milliseconds by which the wall clock is put right: positive when it is behind; null when the server has not told its time yet. */
  get skew(): number | null {
    this.#look();
    return this.#skew;
  }

  /** The wall clock is wrong by so much that the member should know. */
  get isWrong(): boolean {
    return Math.abs(this.skew ?? 0) > noticeable;
  }

  /** When something is done now, as the server is told it. */
  stamp(): Pick<Mutation, 'at' | 'skew'> {
    return { at: instant(this.now()), skew: this.skew === null ? null : Math.round(this.skew / 1000) };
  }

  /** Goes on with what was known when the app was last open. `floor` is a moment that has surely passed: the last work, the last pull. */
  resume(skew: number | null, floor: number): void {
    if (skew === null || skew === this.#told) return;
    this.#told = skew;
    this.#look();
    // The wall clock was put back in the meantime: set right, as far as anybody can tell, or set wrong, and then the time stands at the floor.
    const wentBack = this.#wall + skew < floor - noticeable;
    this.#skew = wentBack ? Math.max(0, floor - noticeable - this.#wall) : skew;
  }

  /**
   * What the server's time in an answer shows, that was asked for at the ticks `asked`. The server looked at its clock somewhere between then and
   * now, so only what that span cannot explain is the wall clock's error.
   */
  learn(serverTime: number, asked: number): void {
    this.#look();
    const behind = serverTime - this.#wall;
    const ahead = serverTime - (this.#wall - (this.#ticks - asked));
    const skew = behind > 0 ? behind : ahead < 0 ? ahead : 0;
    this.#skew = this.#told = Math.abs(skew) < unsure ? 0 : Math.round(skew);
  }

  /**
   * Sees when the wall clock was set: it moved otherwise than the ticks. Backwards it moves for no other reason. Forwards, the phone may have slept;
   * only when it comes to where the server's time is, it was set right.
   */
  #look(): void {
    const [wall, ticks] = [this.#phone.wall(), this.#phone.ticks()];
    const jump = wall - this.#wall - (ticks - this.#ticks);
    if (this.#skew !== null && (jump < -noticeable || (jump > noticeable && Math.abs(this.#skew - jump) < noticeable))) {
      this.#skew -= jump;
      if (Math.abs(this.#skew) < unsure) this.#skew = 0;
    }
    this.#wall = wall;
    this.#ticks = ticks;
  }
}
