package org.holdfast.domain.audit.chain;

/** When a segment was made; it decides how old its rows may have been. */
public enum SealKind {
  /** By a sealer that was keeping up: its rows were moments old. */
  LIVE,
  /** By a sealer that had not kept up, such as after a start: its rows had waited. */
  CAUGHT_UP,
  /** Of rows that a restore brought, or numbered anew, without a seal. */
  RESTORED
}
