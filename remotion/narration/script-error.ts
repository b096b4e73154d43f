/** Thrown when a scene's text cannot be spoken or its cue marks are wrong; the message names scene and sentence. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';
  readonly exitCode = 2;
}
