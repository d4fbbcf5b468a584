import type { Finding } from "../model/finding.js";
import type { Role } from "../model/utterance.js";
import { createMonitor, type Monitor, type OutputChannel, type OutputPlace } from "../monitor.js";
import { HeldText } from "./held-text.js";
import {
  type CheckedPolicy,
  checkPolicy,
  DriftError,
  type DriftPolicy,
  type PolicyAction,
  stronger,
} from "./policy.js";

/** What the policy says about one piece of output. */
export interface Verdict {
  /** What may be given out in place of the piece: the piece itself, but for `redact`, which holds back and replaces. */
  readonly text: string;
  /** Drifts that count and that this piece completes. */
  readonly drifts: readonly Finding[];
  /** The strongest action that one of them asks for; null without drifts. */
  readonly action: PolicyAction | null;
}

/** What the end of a message settles: the rest of every place that held text back. */
export interface EndVerdict extends Omit<Verdict, "text"> {
  readonly rest: readonly { readonly place: OutputPlace; readonly text: string }[];
}

/** Watches one response for a policy. Synchronous. */
export interface Guard {
  readonly policy: CheckedPolicy;
  /** Every drift that counted so far. */
  readonly drifts: readonly Finding[];
  /** What the model has read, in order, before its output. */
  context(text: string, role: Exclude<Role, "unknown">): void;
  /** Takes the next piece of a place (or of the one place of a channel). */
  feed(text: string, place: OutputPlace | OutputChannel): Verdict;
  /** Ends a place; gives what it still held back. */
  close(place: OutputPlace | OutputChannel): Verdict;
  /** A text that is complete: `feed` and `close` in one. */
  whole(text: string, place: OutputPlace | OutputChannel): Verdict;
  /** Ends the message with all its places. */
  endMessage(): EndVerdict;
  /** Whether places of a channel hold text back. */
  holds(channel: OutputChannel): boolean;
  /** What the policy wants for a drift. */
  actionFor(drift: Finding): PolicyAction;
  /** The error for a verdict whose action is `abort` or `retry`; null for others. */
  error(verdict: Pick<Verdict, "drifts" | "action">): DriftError | null;
}

/** @throws ConfigError for options that do not fit */
export function createGuard(policy: DriftPolicy | CheckedPolicy): Guard {
  return new PolicyGuard("actionFor" in policy ? policy : checkPolicy(policy));
}

interface Slot {
  readonly place: OutputPlace & { readonly channel: OutputChannel };
  readonly held: HeldText | null;
}

class PolicyGuard implements Guard {
  readonly policy: CheckedPolicy;
  readonly drifts: Finding[] = [];
  readonly #monitor: Monitor;
  readonly #slots = new Map<string, Slot>();

  constructor(policy: CheckedPolicy) {
    this.policy = policy;
    this.#monitor = createMonitor(policy.monitor);
  }

  context(text: string, role: Exclude<Role, "unknown">): void {
    this.#monitor.context(text, role);
  }

  feed(text: string, place: OutputPlace | OutputChannel): Verdict {
    const slot = this.#slot(place);
    slot.held?.add(text);
    const { drifts, action } = this.#take(slot, this.#monitor.feed(text, slot.place));
    return { text: slot.held?.take(this.#monitor.settled(slot.place)) ?? text, drifts, action };
  }

  close(place: OutputPlace | OutputChannel): Verdict {
    const slot = this.#slot(place);
    this.#slots.delete(nameOf(slot.place));
    const { drifts, action } = this.#take(slot, this.#monitor.close(slot.place));
    return { text: slot.held?.takeAll() ?? "", drifts, action };
  }

  whole(text: string, place: OutputPlace | OutputChannel): Verdict {
    const fed = this.feed(text, place);
    const closed = this.close(place);
    return {
      text: fed.text + closed.text,
      drifts: [...fed.drifts, ...closed.drifts],
      action: stronger(fed.action, closed.action),
    };
  }

  endMessage(): EndVerdict {
    const ends = [...this.#slots.values()].map(({ place }) => ({ place, ...this.close(place) }));
    this.#monitor.endMessage();
    return {
      drifts: ends.flatMap(({ drifts }) => drifts),
      action: ends.reduce<PolicyAction | null>((all, { action }) => stronger(all, action), null),
      rest: ends.filter(({ text }) => text !== "").map(({ place, text }) => ({ place, text })),
    };
  }

  holds(channel: OutputChannel): boolean {
    return this.policy.actionFor(channel) === "redact";
  }

  error({ drifts, action }: Pick<Verdict, "drifts" | "action">): DriftError | null {
    if (action !== "abort" && action !== "retry") return null;
    const cause = drifts.find((drift) => this.actionFor(drift) === action);
    return cause === undefined ? null : new DriftError(cause, [...this.drifts], action);
  }

  #take(slot: Slot, found: readonly Finding[]): Omit<Verdict, "text"> {
    const drifts = found.filter((drift) => this.policy.counts(drift));
    let action: PolicyAction | null = null;
    for (const drift of drifts) {
      this.drifts.push(drift);
      this.policy.tell(drift);
      slot.held?.replace(drift, this.policy.redactWith(drift));
      action = stronger(action, this.actionFor(drift));
    }
    return { drifts, action };
  }

  actionFor(drift: Finding): PolicyAction {
    return this.policy.actionFor(drift.channel as OutputChannel);
  }

  #slot(given: OutputPlace | OutputChannel): Slot {
    const asked = typeof given === "string" ? { channel: given } : given;
    const place = { ...asked, channel: asked.channel ?? "answer" };
    let slot = this.#slots.get(nameOf(place));
    if (slot === undefined) {
      slot = { place, held: this.holds(place.channel) ? new HeldText(place.json === true) : null };
      this.#slots.set(nameOf(place), slot);
    }
    return slot;
  }
}

const nameOf = ({ channel, id = "" }: OutputPlace): string => `${channel} ${id}`;
