package org.holdfast.tests.container;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls the vault in some role, in the transaction of the test if it has one. What a class is
 * annotated with holds for the methods that it declares itself: so it stands here too.
 */
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public abstract class Caller {

  public <T> T call(Supplier<T> work) {
    return work.get();
  }

  /** What the work threw; null if nothing. */
  public @Nullable Exception failureOf(Runnable work) {
    try {
      work.run();
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }
}
