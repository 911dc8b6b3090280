package org.holdfast.ejb.rootoftrust;

/** The steps of an operation, in order; each is on disk when the next begins. */
enum OperationStep {
  /** Everything given was checked; nothing is changed. */
  CHECKED,
  /** The intent is in the journal. */
  INTENT,
  /** What the HSM has to do is done. */
  HSM,
  /** The new files are complete and proved. */
  STAGED,
  /** Past the point of no return. */
  COMMITTED,
  /** The new files are in place. */
  MOVED,
  DONE
}
