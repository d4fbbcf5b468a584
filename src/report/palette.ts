/** Styles by what they mean, so that a report never names a colour. */
export interface Palette {
  error(text: string): string;
  warning(text: string): string;
  note(text: string): string;
  good(text: string): string;
  strong(text: string): string;
  faint(text: string): string;
  /** The run inside a code frame. */
  mark(text: string): string;
}

const plain = (text: string): string => text;

const style =
  (open: number, close: number) =>
  (text: string): string =>
    text === "" ? "" : `\u001b[${open}m${text}\u001b[${close}m`;

const PLAIN: Palette = {
  error: plain,
  warning: plain,
  note: plain,
  good: plain,
  strong: plain,
  faint: plain,
  mark: plain,
};

const COLOURED: Palette = {
  error: style(31, 39),
  warning: style(33, 39),
  note: style(36, 39),
  good: style(32, 39),
  strong: style(1, 22),
  faint: style(2, 22),
  mark: style(35, 39),
};

/**
 * The basic ANSI colours, or none. Not `node:util`'s `styleText`: from Node 22 on that looks at the process's own
 * streams and environment, and a report is told by its caller.
 */
export function palette(color: boolean): Palette {
  return color ? COLOURED : PLAIN;
}
