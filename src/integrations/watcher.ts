import type { Finding } from "../model/finding.js";
import type { OutputPlace } from "../monitor.js";
import { createGuard, type Guard, type Verdict } from "./guard.js";
import type { CheckedPolicy } from "./policy.js";
import { type Field, isRecord, replaceAt, type Said, type Shape } from "./shape.js";

/** A place that has been fed: what was said and what was given out, where that may differ. */
interface Fed {
  readonly place: Field["place"];
  said: string;
  given: string;
  open: boolean;
}

/**
 * Carries out a policy on the chunks of one response. A chunk that nothing changes is given out as the same object.
 * Both methods throw a `DriftError` where the policy gives the response up.
 */
export class Watcher<C> {
  /** Drifts that were annotated so far. */
  readonly noted: Finding[] = [];
  readonly #guard: Guard;
  readonly #shape: Shape<C>;
  readonly #fed = new Map<string, Fed>();
  #last: C | null = null;

  constructor(policy: CheckedPolicy, shape: Shape<C>, context: Iterable<Said>) {
    this.#guard = createGuard(policy);
    this.#shape = shape;
    for (const { text, role } of context) if (text !== "") this.#guard.context(text, role);
  }

  /** Every drift that counted so far. */
  get drifts(): readonly Finding[] {
    return this.#guard.drifts;
  }

  /** What goes out in place of a chunk. */
  chunk(chunk: C): C[] {
    // A stream that somebody else made may hold anything.
    if (!isRecord(chunk)) return [chunk];
    this.#last = chunk;
    const drifts: Finding[] = [];
    const rests: C[] = [];
    let out = chunk;
    for (const field of this.#shape.fields(chunk)) {
      const known = this.#fed.get(nameOf(field.place));
      if (known?.open === true && field.whole === true) rests.push(...this.#close(known, chunk, drifts));
      const text = field.whole === true && known !== undefined ? again(known) : this.#field(field, drifts);
      if (text !== null) out = replaceAt(out, field.path, asGiven(field.value, text));
    }
    for (const fed of this.#fed.values()) {
      if (fed.open && this.#shape.ends(chunk, fed.place)) rests.push(...this.#close(fed, chunk, drifts));
    }
    return [...rests, drifts.length === 0 ? out : this.#shape.annotate(out, drifts)];
  }

  /** What goes out after the last chunk of a message: what places still hold back that nothing ended. */
  end(): C[] {
    const like = this.#last;
    if (like === null) return [];
    const open = [...this.#fed.values()].filter((fed) => fed.open);
    this.#fed.clear();
    return open.flatMap((fed) => this.#close(fed, like, []));
  }

  #close(fed: Fed, like: C, drifts: Finding[]): C[] {
    fed.open = false;
    const verdict = this.#guard.close(fed.place);
    drifts.push(...this.#settle(verdict));
    fed.given += verdict.text;
    return verdict.text === "" ? [] : [this.#shape.rest(verdict.text, fed.place, like)];
  }

  /** @returns the text to put in its place, null where it stays as it is */
  #field({ place, value, whole = false }: Field, drifts: Finding[]): string | null {
    const said = typeof value === "string" ? value : JSON.stringify(value);
    const verdict = whole ? this.#guard.whole(said, place) : this.#guard.feed(said, place);
    drifts.push(...this.#settle(verdict));
    const known = this.#fed.get(nameOf(place));
    // A place that was ended and comes again is that of another message.
    const fed = known?.open === true ? known : { place, said: "", given: "", open: !whole };
    this.#fed.set(nameOf(place), fed);
    if (this.#guard.holds(place.channel)) {
      fed.said += said;
      fed.given += verdict.text;
    }
    return verdict.text === said ? null : verdict.text;
  }

  /** Throws what the policy demands, and gives the drifts to annotate. */
  #settle(verdict: Pick<Verdict, "drifts" | "action">): readonly Finding[] {
    const error = this.#guard.error(verdict);
    if (error !== null) throw error;
    const noted = verdict.drifts.filter((drift) => this.#guard.actionFor(drift) === "annotate");
    this.noted.push(...noted);
    return noted;
  }
}

const nameOf = ({ channel, id = "" }: OutputPlace): string => `${channel} ${id}`;

/** What stands for the whole text of a place that came in pieces; null where that is the text itself. */
const again = ({ said, given }: Fed): string | null => (said === given ? null : given);

function asGiven(value: unknown, text: string): unknown {
  if (typeof value === "string") return text;
  try {
    return JSON.parse(text);
  } catch {
    return value;
  }
}

/**
 * The chunks of a stream as the policy gives them out. Pulled one by one, so back-pressure stays; when the policy gives
 * the response up, the source is closed and `cancel` called before the error is thrown.
 */
export async function* watchChunks<C>(
  source: AsyncIterable<C>,
  watcher: Watcher<C>,
  cancel: () => void,
): AsyncGenerator<C, void, undefined> {
  for await (const chunk of source) yield* orCancel(() => watcher.chunk(chunk), cancel);
  yield* watcher.end();
}

function orCancel<T>(work: () => T, cancel: () => void): T {
  try {
    return work();
  } catch (error) {
    cancel();
    throw error;
  }
}
