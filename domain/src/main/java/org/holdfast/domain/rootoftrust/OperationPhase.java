package org.holdfast.domain.rootoftrust;

/** How far an operation has come. */
public enum OperationPhase {
  /** Recorded before anything is changed; a crash now leads back. */
  INTENT,
  /** Past the point of no return: the files are still to be moved into place. */
  COMMITTED,
  DONE,
  UNDONE;

  /** Whether the reconciler has something to do. */
  public boolean isOpen() {
    return this == INTENT || this == COMMITTED;
  }
}
