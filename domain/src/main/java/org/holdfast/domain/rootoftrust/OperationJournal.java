package org.holdfast.domain.rootoftrust;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.domain.home.FilePlan;
import org.holdfast.domain.home.HomeFile;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.secret.Bytes;

/** The journal of this node's operations; each call is part of the caller's transaction. */
public interface OperationJournal {

  void begin(Operation operation);

  /** Records that the operation makes another key than it was begun with. */
  void renumber(UUID operation, KeyRef newKey);

  void advance(UUID operation, OperationPhase phase);

  /** Records what moving the operation's files into place does. */
  void plan(UUID operation, FilePlan plan);

  FilePlan planOf(UUID operation);

  /** Operations that are neither done nor undone, oldest first. */
  List<Operation> open();

  void addOrphan(OrphanKey orphan);

  /** Orphans that are still on their tokens, as far as is known. */
  List<OrphanKey> orphans();

  void orphanDestroyed(OrphanKey orphan);

  /** Records a key that stays on its token although it is not in force any more. */
  void addFormerKey(FormerKey former);

  /** Keys left on their tokens on purpose, and not destroyed since, oldest first. */
  List<FormerKey> formerKeys();

  /** SHA-256 of each file as the last committed operation left it. */
  Map<HomeFile, Bytes> digests();
}
