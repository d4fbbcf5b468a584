import { type ExplanationRule, explain, type RunInContext } from "../run-in-context.js";

/** Ideographs that are drawn with more often than written with; none of them begins an everyday word of Chinese. */
const PICTURES = /^[凸囧卍卐屮乂艸丅]+$/u;

/** Ideographs that emoticons and drawings are made of, beside those. */
const SHAPES = /^[凸囧卍卐屮乂艸丅口皿益三彡人个田日十工一二彐尸ノツ]+$/u;

/** Parts of emoticons: eyes, cheeks, arms. */
const FACE = /[´｀＾≧≦∀ωДд▽∇￣°ºᴥಠ༼༽づっつノﾉヽヾ٩۶╯╰┻━┏┛┐┌〃；・｡・ﾟ゜◕◉◔⊙★☆♡♪ლಥ]/u;
const BOX = /[\u2500-\u259f]/u;

const REACH = 4;

function beside({ run, line }: RunInContext): { readonly before: string; readonly after: string } {
  return {
    before: line.slice(Math.max(0, run.start - REACH), run.start),
    after: line.slice(run.end, run.end + REACH),
  };
}

/** Inside an emoticon: a shape with parts of a face on either side, and no word touching it. */
function inEmoticon(input: RunInContext): boolean {
  const { before, after } = beside(input);
  if (/[A-Za-z0-9]$/.test(before) || /^[A-Za-z0-9]/.test(after)) return false;
  return (
    SHAPES.test(input.run.text.replace(/[\s\p{P}\p{S}\p{L}]/gu, (c) => (SHAPES.test(c) ? c : ""))) &&
    (FACE.test(before) || FACE.test(after) || FACE.test(input.run.text))
  );
}

/** A frame or a bar: a shape between box-drawing characters, or the same shape three times and more. */
function inDrawing(input: RunInContext): boolean {
  const { before, after } = beside(input);
  if (!SHAPES.test(input.run.text)) return false;
  return (BOX.test(before) && BOX.test(after)) || /^(.)\1{2,}$/u.test(input.run.text);
}

/**
 * `symbol` for ideographs that are drawn with, not written with: emoticons (ಠ益ಠ, 凸(-_-)凸), frames, tallies. Where Han is
 * native nothing needs it.
 */
export const pictograph: ExplanationRule = (input) => {
  if (input.native !== null && !FACE.test(input.run.text)) return null;
  if (PICTURES.test(input.run.text)) return explain("symbol", { kind: "picture" });
  if (inEmoticon(input)) return explain("symbol", { kind: "emoticon" });
  return inDrawing(input) ? explain("symbol", { kind: "drawing" }) : null;
};
