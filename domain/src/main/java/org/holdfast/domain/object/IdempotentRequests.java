package org.holdfast.domain.object;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.holdfast.domain.secret.Bytes;

/** Requests that came with a key, so that the same one again is answered and not done again. */
public interface IdempotentRequests {

  /**
   * A request that was done.
   *
   * @param request digest of what was asked for, without the material
   * @param objects what it made, in order
   */
  record Done(Bytes request, List<ObjectId> objects) {}

  /**
   * What was done under a key. Until the transaction of the caller is over, others who ask for the
   * same key wait.
   *
   * @param key digest of the caller's identity and the key
   */
  Optional<Done> find(Bytes key);

  void add(Bytes key, Done done);

  /** Forgets what was done before that time; returns how many were. */
  int forgetBefore(Instant time);
}
