package org.holdfast.domain.object;

import java.util.Optional;

/** Whether re-wrapping is paused on this node; each call is part of the caller's transaction. */
public interface RewrapPauses {

  Optional<RewrapPause> inForce();

  /** Pauses; one that is in force already stays as it is. */
  void begin(RewrapPause pause);

  /** Resumes; does nothing if it is not paused. */
  void end();
}
