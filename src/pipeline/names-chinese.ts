/** Cheap test whether a text can hold a rule about Chinese at all. */
export const NAMES_CHINESE =
  /(?<!\p{L})(?:chin[aeoê]|mandarin)|китай|中文|汉语|漢語|简体|簡體|中国語|중국어|tiếng trung|çince|الصينية|चीनी/iu;
