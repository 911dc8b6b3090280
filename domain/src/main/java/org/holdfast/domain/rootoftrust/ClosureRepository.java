package org.holdfast.domain.rootoftrust;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The closures of this node; each call is part of the caller's transaction. */
public interface ClosureRepository {

  void add(VaultClosure closure);

  /** The closures that keep the vault closed, newest first; empty if none does. */
  List<VaultClosure> inForce();

  /** Ends these closures; others stay in force. */
  void end(Collection<UUID> closures, String by);
}
