/** Base of every error this package throws on purpose. What goes wrong with data is a diagnostic, never an error. */
export class LangdriftError extends Error {
  override readonly name: string = "LangdriftError";
  /** Stable name of what went wrong, for programs. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** A wrong option, argument or configuration value. The message is one sentence that says what is allowed. */
export class ConfigError extends LangdriftError {
  override readonly name: string = "ConfigError";

  /** @param code Defaults to `invalid-option`. */
  constructor(message: string, code = "invalid-option", options?: ErrorOptions) {
    super(code, message, options);
  }
}
