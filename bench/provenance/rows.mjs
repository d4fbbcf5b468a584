/** A row of the report: what was simulated, the share measured, and what it is held against. */
export const row = (name, measured, nominal) => ({ name, measured, nominal });

/** A share in per cent. */
export const share = (value) => `${(100 * value).toFixed(1)} %`;

export const holds = (interval, value) =>
  interval !== null && interval.low <= value && value <= interval.high;

/** Sessions added up: those with an onset, or all events, over all text. */
export const total = (sessions, each = (session) => Math.min(session.onsets, 1)) => ({
  onsets: sessions.reduce((sum, session) => sum + each(session), 0),
  exposure: sessions.reduce((sum, session) => sum + session.exposure, 0),
});
